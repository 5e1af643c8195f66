namespace AfterSales.LoadTests.Sampling.Metrics;

/// <summary>
/// How much counters of processes have grown since the last look. A process that came back under another id has counted from zero since; one seen for the
/// first time has counted before anybody looked, which is not growth.
/// </summary>
internal sealed class CounterDeltas
{
    private readonly Dictionary<string, Seen> _processes = new(StringComparer.Ordinal);

    /// <param name="process">Name that stays when a process is replaced.</param>
    /// <param name="id">Its id now.</param>
    /// <param name="counters">Values by series.</param>
    public IEnumerable<(MetricLine Line, double Growth)> Since(string process, int id, ImmutableArray<MetricLine> counters)
    {
        var known = _processes.TryGetValue(process, out var before);
        var values = new Dictionary<MetricLine, double>();
        foreach (var line in counters)
        {
            values[line with { Value = 0 }] = line.Value;
        }

        _processes[process] = new Seen(id, values);
        if (!known)
        {
            return [];
        }

        // A series appears with its first measurement: before that it was zero.
        return values.Select(entry =>
        {
            var last = before!.Id == id ? before.Values.GetValueOrDefault(entry.Key) : 0;
            return (entry.Key, entry.Value >= last ? entry.Value - last : entry.Value);
        });
    }

    private sealed record Seen(int Id, Dictionary<MetricLine, double> Values);
}
