namespace AfterSales.LoadTests.Measuring;

/// <summary>One measured thing: the median of its rounds.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="PerSecond">How often a second; null where the unit is another (<see cref="Value"/>).</param>
internal sealed record BenchResult(string Name, double? PerSecond = null)
{
    /// <summary>Median latency in milliseconds.</summary>
    public double? P50 { get; init; }

    /// <summary>99th percentile in milliseconds.</summary>
    public double? P99 { get; init; }

    /// <summary>This result divided by the reference named in <see cref="RatioTo"/>: the median of the ratios of the rounds.</summary>
    public double? Ratio { get; init; }

    public string? RatioTo { get; init; }

    /// <summary>Every round's figure, in the order measured.</summary>
    public ImmutableArray<double>? Rounds { get; init; }

    /// <summary>A figure that is not a rate, in <see cref="Unit"/>.</summary>
    public double? Value { get; init; }

    public string? Unit { get; init; }
}

/// <summary>What the project wants of a figure, and whether this run shows it.</summary>
internal sealed record BenchGoal(string Name, string Goal, double Measured, bool Met);
