using AfterSales.Sla.Domain;
using Microsoft.Extensions.Logging;

namespace AfterSales.Sla;

/// <summary>
/// One shard at work: wakes what is due, strictly in order of due time, at most so many cases at once, and the next one as soon as any of them answered.
/// A burst is spread by that bound alone: it takes its share of the log's reserved lane and no more, shards do not wait for each other, and whatever
/// becomes due during a burst comes right after it. Cases that failed before have half of the places at most: those that hang leave the rest to the
/// others. Everything runs in turns of one actor; a case that is being woken is not waited for.
/// </summary>
internal sealed partial class WheelDesk : IDisposable
{
    private readonly int _shard;
    private readonly WheelServices _services;
    private readonly Func<Guid, Task<Outcome<DueFacts>>> _fire;
    private readonly ILogger _logger;
    private readonly Wheel _wheel = new();
    private readonly WheelLoader _loader;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopping;
    private TaskCompletionSource _answer = new();
    private long _epoch;
    private long _fired;
    private long _ended;
    private bool _pumping;

    public WheelDesk(int shard, WheelServices services, Func<Guid, Task<Outcome<DueFacts>>> fire, ILogger logger)
    {
        (_shard, _services, _fire, _logger, _epoch) = (shard, services, fire, logger, services.Epoch.Current);
        _stopping = _stop.Token;
        _loader = new WheelLoader(shard, _wheel, services, Pump, logger, _stopping);
    }

    private DateTimeOffset Now => _services.Clock.Now;

    /// <summary>The activation is over: nothing more is woken.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _services.Metrics.Holds(_shard, 0, 0);
    }

    /// <summary>Told by whomever.</summary>
    public void Observe(ImmutableArray<DueFacts> facts)
    {
        foreach (var fact in facts)
        {
            _wheel.Set(fact);
        }

        Pump();
    }

    /// <summary>From the actor's timer.</summary>
    public void Tick()
    {
        _loader.Start();
        Pump();
        _services.Metrics.Holds(_shard, _wheel.Count, _wheel.Overdue(Now));
    }

    public void Pulse()
    {
        if (_epoch != _services.Epoch.Current)
        {
            _epoch = _services.Epoch.Current;
            _loader.Again();
        }

        _loader.Start();
        Pump();
    }

    public async Task<Outcome<DueAnswer>> NextDue() => await _loader.Ready() is { } failure ? failure : new DueAnswer(_wheel.NextDue);

    /// <summary>Wakes what is due, as <see cref="ISlaWheelGrain.FireDue"/> says.</summary>
    public async Task<Outcome<int>> FireDue(int most)
    {
        if (await _loader.Ready() is { } failure)
        {
            return failure;
        }

        // Another process may have moved business time.
        await _services.Clock.CatchUp();
        var (now, before) = (Now, _ended);
        Pump();
        while (_ended - before < most && (_wheel.InFlight > 0 || _wheel.NextDue <= now))
        {
            await _answer.Task.WaitAsync(_stopping);
        }

        return (int)(_ended - before);
    }

    public WheelStats Stats() => new(_wheel.Count, _wheel.Overdue(Now), _loader.IsLoaded, _fired);

    /// <summary>Nothing is woken before the first load: what is due earliest may not be known yet.</summary>
    private void Pump()
    {
        if (_pumping || !_loader.IsLoaded)
        {
            return;
        }

        // A case may answer at once and come back here.
        _pumping = true;
        var now = Now;
        while (!_stopping.IsCancellationRequested && _wheel.InFlight < _services.Options.MaxInFlight && _wheel.TryBegin(now, out var entry))
        {
            if (entry.Failures > 0 && _retried >= Math.Max(1, _services.Options.MaxInFlight / 2))
            {
                _wheel.PutOff(entry, now + RetryTimes.NoPlace(Chance));
                continue;
            }

            _ = Wake(entry);
        }

        _pumping = false;
    }
}
