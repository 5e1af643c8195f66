using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>A timer whose ticks are requests of its activation: they queue, exclude and are collected like calls.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _timer;
    private TimeSpan _period;
    private bool _ticking;
    private TimeSpan? _changed;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _options = options;

        // The timer must not carry the call that registered it into every tick.
        using AsyncFlowControl flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _timer = activation.Engine.Clock.Provider.CreateTimer(
            static state => ((GrainTimer)state!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_stop)
        {
            _period = period;
            if (_ticking)
            {
                _changed = dueTime;
                return;
            }
        }

        _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _timer.Dispose();
        _activation.RemoveTimer(this);
    }

    private void Due()
    {
        lock (_stop)
        {
            if (_ticking || _stop.IsCancellationRequested)
            {
                return;
            }

            _ticking = true;
        }

        if (_activation.Accept(new TimerTick(_activation, this, _options)) == Acceptance.Gone)
        {
            Dispose();
        }
    }

    private async Task TickAsync()
    {
        try
        {
            if (!_stop.IsCancellationRequested)
            {
                await _callback(_stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The timer was disposed while its tick ran.
        }
        catch (Exception exception)
        {
            Log.TimerTickFailed(_activation.Engine.Logger, exception, _activation.GrainId);
        }

        TimeSpan next;
        lock (_stop)
        {
            _ticking = false;
            next = _changed ?? _period;
            _changed = null;
        }

        if (!_stop.IsCancellationRequested)
        {
            _timer.Change(next, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class TimerTick : Request
    {
        private readonly GrainTimer _timer;

        public TimerTick(Activation target, GrainTimer timer, GrainTimerCreationOptions options)
        {
            Target = target;
            Interleaves = options.Interleave;
            KeepsAlive = options.KeepAlive;
            _timer = timer;
        }

        public override string Name => "timer tick";

        public override bool IsInternal => true;

        public override bool Fail(Exception exception) => false;

        protected override Task Invoke(object grain) => _timer.TickAsync();

        protected override void Settle(Task outcome)
        {
        }
    }
}
