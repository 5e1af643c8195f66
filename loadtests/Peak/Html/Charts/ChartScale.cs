namespace AfterSales.LoadTests.Peak.Html.Charts;

/// <summary>From values to places in the drawing.</summary>
internal sealed class ChartScale
{
    public const double Width = 720;
    public const double Height = 250;
    public const double Left = 58;
    public const double Right = Width - 12;
    public const double Top = 22;
    public const double Bottom = Height - 26;
    private readonly bool _logarithmic;
    private readonly double _seconds;

    public ChartScale(Chart chart, double seconds)
    {
        _seconds = Math.Max(seconds, 1);
        _logarithmic = chart.Logarithmic;
        double[] values = [.. (chart.Stacked ? Sums(chart) : chart.Series.SelectMany(series => series.Values).OfType<double>()), .. chart.Bound is { } bound ? [bound.Value] : Array.Empty<double>()];
        Ticks = _logarithmic
            ? Charts.Ticks.Powers(values.Where(value => value > 0).DefaultIfEmpty(1).Min(), values.DefaultIfEmpty(10).Max())
            : Charts.Ticks.Linear(values.DefaultIfEmpty(1).Max() is var most and > 0 ? most : 1);
    }

    public ImmutableArray<double> Ticks { get; }

    public double X(double second) => Left + ((Right - Left) * Math.Clamp(second / _seconds, 0, 1));

    public double Y(double value)
    {
        var (low, high) = _logarithmic ? (Math.Log10(Ticks[0]), Math.Log10(Ticks[^1])) : (Ticks[0], Ticks[^1]);
        var at = _logarithmic ? Math.Log10(Math.Max(value, Ticks[0])) : value;
        return Bottom - ((Bottom - Top) * Math.Clamp((at - low) / (high - low), 0, 1));
    }

    private static IEnumerable<double> Sums(Chart chart) =>
        Enumerable.Range(0, chart.Series.Select(series => series.Values.Length).DefaultIfEmpty().Max())
            .Select(step => chart.Series.Sum(series => series.Values[step] ?? 0));
}
