namespace AfterSales.LoadTests.Sampling.Metrics;

/// <summary>What one process said at <c>/metrics</c>.</summary>
internal sealed record MetricsPage(string Process, int Id, ImmutableArray<MetricLine> Lines);

/// <summary>Fills a sample from what the processes of the product export; several processes are summed.</summary>
internal sealed class ServiceMeter
{
    private const string Appended = "aftersales_log_appended_total";
    private const string Lateness = "aftersales_sla_lateness_milliseconds_bucket";
    private const string Overdue = "aftersales_sla_overdue";
    private readonly CounterDeltas _deltas = new();

    /// <summary>Names that are read, everything else is skipped.</summary>
    public static ReadOnlySpan<string> Names => new[] { Appended, Lateness, Overdue };

    /// <param name="sample">Filled with what was seen.</param>
    /// <param name="pages">Of the processes that answered.</param>
    /// <param name="elapsed">Seconds since the sample before; 0 for the first.</param>
    public SystemSample Fill(SystemSample sample, IReadOnlyCollection<MetricsPage> pages, double elapsed)
    {
        var late = new SortedDictionary<double, double>();
        double? appended = null;
        foreach (var page in pages)
        {
            var counters = page.Lines.Where(line => line.Name is Appended or Lateness).ToImmutableArray();
            foreach (var (line, growth) in _deltas.Since(page.Process, page.Id, counters))
            {
                if (line.Name == Appended)
                {
                    appended = (appended ?? 0) + growth;
                }
                else if (line.UpTo is { } bound)
                {
                    late[bound] = late.GetValueOrDefault(bound) + growth;
                }
            }
        }

        double[] overdue = [.. pages.SelectMany(page => page.Lines).Where(line => line.Name == Overdue).Select(line => line.Value)];
        return sample with
        {
            Appends = elapsed > 0 ? appended / elapsed : null,
            SlaLateness = BucketPercentile.Of(late, 0.99),
            Overdue = overdue.Length > 0 ? overdue.Sum() : null,
        };
    }
}
