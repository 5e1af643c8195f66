namespace AfterSales.LoadTests.RoutingBench;

/// <summary>Sizes of one run.</summary>
internal sealed record RoutingSettings(int Rounds, int Cases, int Agents, int Waiting, int Workers, double PullRate, int Seed)
{
    /// <summary>The small backlog that the cost with the large one is compared with.</summary>
    public const int Few = 1_000;

    public ImmutableSortedDictionary<string, string> ToDictionary() => ImmutableSortedDictionary<string, string>.Empty
        .Add("casesPerRound", $"{Cases}").Add("agents", $"{Agents}").Add("waiting", $"{Waiting}").Add("workers", $"{Workers}");
}
