using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.Driving.Counting;

/// <summary>One slice while it is counted. Safe from any thread.</summary>
internal sealed class SliceCounts(int index)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _errors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _commandErrors = new(StringComparer.Ordinal);
    private LatencyHistogram? _latency;
    private HistogramCounts? _frozen;

    public long Arrivals;
    public long Planned;
    public long Sent;
    public long Succeeded;
    public long Commands;
    public long Refused;
    public long GivenUp;

    public void Error(string kind, bool command)
    {
        lock (_lock)
        {
            _errors[kind] = _errors.GetValueOrDefault(kind) + 1;
            if (command)
            {
                _commandErrors[kind] = _commandErrors.GetValueOrDefault(kind) + 1;
            }
        }
    }

    public void Latency(long micros)
    {
        lock (_lock)
        {
            _latency ??= new LatencyHistogram();
            _latency.RecordNanoseconds(micros * 1_000);
        }
    }

    /// <summary>Keeps the filled buckets only: a histogram is 40 KB, and an hour has many slices. Whoever comes late opens it again.</summary>
    public void Freeze()
    {
        lock (_lock)
        {
            if (_latency is not null)
            {
                _frozen = Counts();
                _latency = null;
            }
        }
    }

    public DriverSlice ToSlice()
    {
        lock (_lock)
        {
            return new DriverSlice(index)
            {
                Arrivals = Arrivals,
                Planned = Planned,
                Sent = Sent,
                Succeeded = Succeeded,
                Commands = Commands,
                Refused = Refused,
                GivenUp = GivenUp,
                Errors = _errors.ToImmutableSortedDictionary(StringComparer.Ordinal),
                CommandErrors = _commandErrors.ToImmutableSortedDictionary(StringComparer.Ordinal),
                Latency = Counts(),
            };
        }
    }

    private HistogramCounts Counts()
    {
        if (_latency is null)
        {
            return _frozen ?? HistogramCounts.Empty;
        }

        if (_frozen is not null)
        {
            _latency.Add(_frozen);
            _frozen = null;
        }

        return _latency.ToCounts();
    }
}
