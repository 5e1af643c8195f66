using AfterSales.Streams;
using AfterSales.Time;
using Microsoft.Extensions.Options;

namespace AfterSales.Sla;

/// <summary>What every shard of this process shares.</summary>
internal sealed class WheelServices(
    IDueView view, IBusinessClock clock, TimeProvider time, MembershipEpoch epoch, SlaMetrics metrics, IOptions<SlaOptions> options) : IDisposable
{
    public IDueView View => view;

    public IBusinessClock Clock => clock;

    public TimeProvider Time => time;

    public MembershipEpoch Epoch => epoch;

    public SlaMetrics Metrics => metrics;

    public SlaOptions Options => options.Value;

    /// <summary>Who loads holds one.</summary>
    public SemaphoreSlim Loads { get; } = new(options.Value.LoadsAtOnce);

    public void Dispose() => Loads.Dispose();
}
