using AfterSales.Sla;
using AfterSales.Streams;
using AfterSales.Tests.Domain.Queues;
using AfterSales.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using System.Diagnostics.Metrics;

namespace AfterSales.Tests.Domain.Sla;

/// <summary>One shard among cases that answer as the test says; turns run one at a time, time is the test's.</summary>
internal sealed class WheelWorld : IDisposable, IDueView, IBusinessClock
{
    private readonly ServiceProvider _metering = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly WheelServices _services;
    private readonly MeterListener _failures = new();

    public WheelWorld(int maxInFlight = 32)
    {
        var options = Options.Create(new SlaOptions { MaxInFlight = maxInFlight });
        _services = new WheelServices(this, this, Time, Epoch, new SlaMetrics(Meters), options);
        _failures.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "aftersales.sla.failures" && instrument.Meter.Scope == Meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _failures.SetMeasurementEventCallback<long>((_, count, _, _) => Failures += count);
        _failures.Start();
        Desk = new WheelDesk(0, _services, Fire, NullLogger.Instance);
    }

    /// <summary>Scope of the instruments of this world.</summary>
    public IMeterFactory Meters => _metering.GetRequiredService<IMeterFactory>();

    public ManualTime Time { get; } = new();

    public WheelDesk Desk { get; }

    public MembershipEpoch Epoch { get; } = new();

    /// <summary>What the read model shows.</summary>
    public List<DueFacts> Stored { get; } = [];

    public int Loads { get; private set; }

    public bool ViewIsAway { get; set; }

    /// <summary>What a case answers when it is woken; no more deadline by default.</summary>
    public Func<Guid, Task<Outcome<DueFacts>>> Answer { get; set; } = id => Task.FromResult<Outcome<DueFacts>>(new DueFacts(id, 100, null));

    public List<(Guid Ticket, DateTimeOffset At)> Fired { get; } = [];

    public int Running { get; private set; }

    public int MostRunning { get; private set; }

    /// <summary>Attempts that counted as failed.</summary>
    public long Failures { get; private set; }

    public TimeSpan Ahead { get; set; }

    /// <summary>Not followed yet.</summary>
    public TimeSpan AheadElsewhere { get; set; }

    public DateTimeOffset Now => Time.GetUtcNow() + Ahead;

    public ValueTask CatchUp()
    {
        Ahead += AheadElsewhere;
        AheadElsewhere = TimeSpan.Zero;
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        Desk.Dispose();
        _failures.Dispose();
        _services.Dispose();
        _metering.Dispose();
    }

    public async IAsyncEnumerable<IReadOnlyList<DueFacts>> Load(int shard, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Loads++;
        await Task.Yield();
        if (ViewIsAway)
        {
            throw new TimeoutException();
        }

        foreach (var facts in Stored.ToArray())
        {
            await Task.Yield();
            yield return [facts];
        }
    }

    public void Tell(params DueFacts[] facts) => Desk.Observe([.. facts]);

    /// <summary>Lets everything run that is ready, moving time on timer by timer, with the actor's own timer.</summary>
    public async Task Settle(double seconds = 0)
    {
        var (until, tick) = (Time.GetUtcNow().AddSeconds(seconds), Time.GetUtcNow());
        Desk.Pulse();
        await Quiet();
        while (Time.GetUtcNow() < until)
        {
            Time.MoveOn(TimeSpan.FromMilliseconds(Math.Min(100, (until - Time.GetUtcNow()).TotalMilliseconds)));
            if (Time.GetUtcNow() >= tick)
            {
                tick = Time.GetUtcNow().AddMilliseconds(500);
                Desk.Tick();
            }

            await Quiet();
        }
    }

    public static async Task Quiet()
    {
        for (var i = 0; i < 60; i++)
        {
            await Task.Yield();
        }
    }

    private async Task<Outcome<DueFacts>> Fire(Guid id)
    {
        Fired.Add((id, Now));
        MostRunning = Math.Max(MostRunning, ++Running);
        await Task.Yield();
        try
        {
            return await Answer(id);
        }
        finally
        {
            Running--;
        }
    }
}
