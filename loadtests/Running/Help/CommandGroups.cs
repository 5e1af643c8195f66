using System.CommandLine;

namespace AfterSales.LoadTests.Running.Help;

/// <summary>The commands of the program by what one wants of them.</summary>
internal static class CommandGroups
{
    private const string PromotionDay = "Promotion day (load, faults, proof)";
    private const string Shop = "A shop's year";
    private const string Benches = "Benches (one part against a reference, in one run)";

    private static readonly ImmutableArray<string> OfPromotionDay = ["surge", "soak", "chaos", "restart", "overload", "scale", "compare", "join"];

    public static IEnumerable<IGrouping<string, Command>> Of(IEnumerable<Command> commands) => commands
        .OrderBy(command => OfPromotionDay.IndexOf(command.Name) is var place and >= 0 ? place : int.MaxValue)
        .GroupBy(command => OfPromotionDay.Contains(command.Name) ? PromotionDay : command.Name == "shop" ? Shop : Benches)
        .OrderBy(group => group.Key switch { PromotionDay => 0, Benches => 1, _ => 2 });
}
