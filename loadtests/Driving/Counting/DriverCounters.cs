using System.Collections.Concurrent;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.Driving.Counting;

/// <summary>All that one driver counts. Planned is counted where it was intended, everything else where it happened.</summary>
internal sealed class DriverCounters(int sliceMilliseconds)
{
    /// <summary>Slices whose histograms stay open; older ones are seldom counted into.</summary>
    private const int Open = 5;

    private readonly long _slice = Math.Max(1, sliceMilliseconds) * 1_000L;
    private readonly ConcurrentDictionary<int, SliceCounts> _slices = new();
    private readonly ConcurrentDictionary<string, OperationCounts> _operations = new(StringComparer.Ordinal);
    private readonly LatencyHistogram _sendDelay = new();
    private long _cases;
    private long _succeeded;
    private long _errors;
    private long _foreseen;
    private int _frozen;
    private LatencyHistogram _recent = new();

    public long Cases => Volatile.Read(ref _cases);

    public long Succeeded => Volatile.Read(ref _succeeded);

    public long Errors => Volatile.Read(ref _errors);

    public StreamCounts Streams { get; } = new();

    /// <summary>A case is to arrive then, so its opening is planned; counted before the run, so that nothing the driver does or leaves undone has a part in it.</summary>
    public void Arriving(long due)
    {
        Interlocked.Increment(ref At(due).Arrivals);
        Planned(due);
    }

    /// <summary>The run was ended before it was to arrive.</summary>
    public void NotArriving(long due)
    {
        Interlocked.Decrement(ref At(due).Arrivals);
        NotDue(due);
    }

    /// <summary>A case was begun.</summary>
    public void Arrived() => Interlocked.Increment(ref _cases);

    public void Planned(long intended) => Interlocked.Increment(ref At(intended).Planned);

    public void NotDue(long intended) => Interlocked.Decrement(ref At(intended).Planned);

    public void Sent(long intended, long sent)
    {
        Interlocked.Increment(ref At(sent).Sent);
        _sendDelay.RecordNanoseconds((sent - intended) * 1_000);
    }

    /// <param name="at">When it happened.</param>
    /// <param name="kind">As <see cref="DriverSlice.Errors"/> has it.</param>
    /// <param name="command">The attempt was to change something.</param>
    public void Error(long at, string kind, bool command = false)
    {
        Interlocked.Increment(ref _errors);
        At(at).Error(kind, command);
    }

    public void Success(string operation, long intended, long attempted, long answered, bool command = false)
    {
        Interlocked.Increment(ref _succeeded);
        Interlocked.Increment(ref At(answered).Succeeded);
        Interlocked.Add(ref At(answered).Commands, command ? 1 : 0);
        Waited(intended, answered);
        Of(operation).Succeeded(answered - intended, answered - attempted);
    }

    public void Refusal(string operation, long at, bool foreseen)
    {
        Interlocked.Add(ref _foreseen, foreseen ? 1 : 0);
        Interlocked.Increment(ref At(at).Refused);
        Of(operation).Refused();
    }

    /// <summary>Who gave up waited longest of all: without him the worst would be missing from the latencies.</summary>
    public void GaveUp(string operation, long intended, long at)
    {
        Interlocked.Increment(ref At(at).GivenUp);
        Waited(intended, at);
        Of(operation).GivenUp(at - intended);
    }

    /// <summary>Latencies since this was asked last.</summary>
    public HistogramCounts TakeRecent() => Interlocked.Exchange(ref _recent, new LatencyHistogram()).ToCounts();

    /// <summary>Called now and then while driving.</summary>
    public void FreezeBefore(long now)
    {
        for (var last = IndexOf(now) - Open; _frozen < last; _frozen++)
        {
            if (_slices.TryGetValue(_frozen, out var slice))
            {
                slice.Freeze();
            }
        }
    }

    public DriverResult ToResult(string driver, double processorSeconds) => new(
        driver,
        [.. _slices.OrderBy(slice => slice.Key).Select(slice => slice.Value.ToSlice())],
        [.. _operations.OrderBy(operation => operation.Key, StringComparer.Ordinal).Select(operation => operation.Value.ToResult())])
    {
        ProcessorSeconds = processorSeconds,
        RefusedAsPlanned = Volatile.Read(ref _foreseen),
        Missed = _slices.Values.Sum(slice => slice.Arrivals) - Cases,
        SendDelay = _sendDelay.ToCounts(),
        StreamsHeld = Streams.Most,
        StreamEvents = Streams.Events,
        StreamResumes = Streams.Resumes,
    };

    private void Waited(long intended, long until)
    {
        At(until).Latency(until - intended);
        Volatile.Read(ref _recent).RecordNanoseconds((until - intended) * 1_000);
    }

    private int IndexOf(long at) => (int)Math.Max(0, at / _slice);

    private SliceCounts At(long at) => _slices.GetOrAdd(IndexOf(at), static index => new SliceCounts(index));

    private OperationCounts Of(string name) => _operations.GetOrAdd(name, static name => new OperationCounts(name));
}

/// <summary>Live streams of one driver.</summary>
internal sealed class StreamCounts
{
    private int _held;
    private int _most;
    private long _events;
    private long _resumes;

    public int Most => _most;

    public long Events => Volatile.Read(ref _events);

    public long Resumes => Volatile.Read(ref _resumes);

    public int Held => Volatile.Read(ref _held);

    public void Opened()
    {
        var held = Interlocked.Increment(ref _held);
        for (var most = _most; held > most; most = _most)
        {
            Interlocked.CompareExchange(ref _most, held, most);
        }
    }

    public void Closed() => Interlocked.Decrement(ref _held);

    public void Event() => Interlocked.Increment(ref _events);

    public void Resumed() => Interlocked.Increment(ref _resumes);
}
