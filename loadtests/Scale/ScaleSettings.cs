using AfterSales.LoadTests.Overload;
using AfterSales.LoadTests.Scale.Sizing;

namespace AfterSales.LoadTests.Scale;

/// <summary>What a scale run is asked for.</summary>
/// <param name="Load">How the system is driven, and how its sustainable rate is found.</param>
/// <param name="Share">Of the sustainable rate, at which processor time is measured.</param>
/// <param name="Seconds">For so long.</param>
internal sealed record ScaleSettings(OverloadSettings Load, double Share, int Seconds, SizingPeak Peak)
{
#if ORLEANS
    /// <summary>Fronts of their own, so that HTTP is a process that can be told apart.</summary>
    public const int Fronts = 1;

    /// <summary>Systems that are compared, by their silos.</summary>
    public static ImmutableArray<int> Silos => [1, 3];
#else
    public const int Fronts = 0;

    public static ImmutableArray<int> Silos => [1];
#endif
}
