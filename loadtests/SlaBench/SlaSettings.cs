namespace AfterSales.LoadTests.SlaBench;

/// <summary>Sizes of one run.</summary>
/// <param name="Open">Open deadlines that never come due in the run.</param>
/// <param name="PerSecond">Deadlines due a second in steady state.</param>
/// <param name="Seconds">Of steady state.</param>
/// <param name="Burst">Deadlines due at the same second.</param>
/// <param name="Workers">Concurrent callers.</param>
/// <param name="Cases">Cases driven for one figure of full rate.</param>
/// <param name="Seed">Of everything random.</param>
internal sealed record SlaSettings(int Open, int PerSecond, int Seconds, int Burst, int Workers, int Cases, int Seed)
{
    /// <summary>Further deadlines due in the seconds after the burst.</summary>
    public const int AfterBurstSeconds = 5;

    public int Steady => PerSecond * Seconds;

    public int AfterBurst => PerSecond / 5 * AfterBurstSeconds;

    public ImmutableSortedDictionary<string, string> ToDictionary() => ImmutableSortedDictionary<string, string>.Empty
        .Add("open", $"{Open}").Add("duePerSecond", $"{PerSecond}").Add("seconds", $"{Seconds}").Add("burst", $"{Burst}").Add("workers", $"{Workers}")
        .Add("cases", $"{Cases}");
}
