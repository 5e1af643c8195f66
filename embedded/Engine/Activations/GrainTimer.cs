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
    private TimeSpan? _changed;
    private bool _ticking;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        (_activation, _callback, _options) = (activation, callback, options);
        _timer = activation.Engine.Clock.StartTimer(Due, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_stop)
        {
            _period = period;
            _changed = dueTime;
            if (!_ticking)
            {
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }
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
            _changed = null;
        }

        _activation.TryAccept(new InternalTurn(_activation, "timer tick", TickAsync) { Interleaves = _options.Interleave, KeepsAlive = _options.KeepAlive });
    }

    private async Task TickAsync()
    {
        try
        {
            await (_stop.IsCancellationRequested ? Task.CompletedTask : _callback(_stop.Token));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            Log.TimerTickFailed(_activation.Engine.Logger, exception, _activation.GrainId);
        }

        lock (_stop)
        {
            _ticking = false;
            if (!_stop.IsCancellationRequested)
            {
                _timer.Change(_changed ?? _period, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
