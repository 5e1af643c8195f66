using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.Driving.Counting;

/// <summary>One kind of operation while it is counted. Safe from any thread.</summary>
internal sealed class OperationCounts(string name)
{
    private readonly LatencyHistogram _latency = new();
    private readonly LatencyHistogram _service = new();
    private long _succeeded;
    private long _refused;
    private long _givenUp;

    public void Succeeded(long latency, long service)
    {
        Interlocked.Increment(ref _succeeded);
        _latency.RecordNanoseconds(latency * 1_000);
        _service.RecordNanoseconds(service * 1_000);
    }

    public void Refused() => Interlocked.Increment(ref _refused);

    public void GivenUp(long waited)
    {
        Interlocked.Increment(ref _givenUp);
        _latency.RecordNanoseconds(waited * 1_000);
    }

    public OperationResult ToResult() => new(name, _succeeded, _refused, _givenUp, _latency.ToCounts(), _service.ToCounts());
}
