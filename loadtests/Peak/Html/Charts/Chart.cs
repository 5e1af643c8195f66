namespace AfterSales.LoadTests.Peak.Html.Charts;

/// <summary>What one chart shows over the steps of the timeline.</summary>
/// <param name="Title">What is measured.</param>
/// <param name="Unit">At the axis and in the table.</param>
/// <param name="Meaning">One sentence for who sees it for the first time.</param>
internal sealed record Chart(string Title, string Unit, string Meaning, ImmutableArray<ChartSeries> Series)
{
    /// <summary>Each step of the axis is ten times the one before.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Areas on top of each other: their sum is what counts.</summary>
    public bool Stacked { get; init; }

    /// <summary>A line that the values are judged by, such as the number of processors.</summary>
    public (string Name, double Value)? Bound { get; init; }

    /// <summary>What stands in place of a chart without values.</summary>
    public string Absence { get; init; } = "Nothing to see: it did not happen, or this system is not in reach.";

    public bool IsEmpty => Series.All(series => series.Values.All(value => value is null));
}

/// <param name="Values">One per step; null where nothing was seen.</param>
internal sealed record ChartSeries(string Name, ImmutableArray<double?> Values);
