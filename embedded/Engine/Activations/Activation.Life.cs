namespace Orleans.Embedded;

internal sealed partial class Activation
{
    [ThreadStatic]
    private static Activation? s_beingConstructed;

    private IServiceScope? _services;
    private TaskCompletionSource? _deactivated;
    private DeactivationReason? _reason;
    private List<GrainTimer>? _timers;
    private long _lastUsed;
    private long _keepUntil;

    // Life of an activation; it only ever moves down this list. Requests wait in all stages but Active.
    private enum Stage : byte
    {
        New,
        Activating,
        Active,
        Draining,
        Deactivating,
        Dead,
    }

    /// <summary>The activation whose grain object is being constructed on this thread.</summary>
    public static Activation? BeingConstructed => s_beingConstructed;
    public object? GrainInstance { get; private set; }
    public IServiceProvider ActivationServices => (_services ?? throw new ObjectDisposedException(GrainId.ToString())).ServiceProvider;

    public Task Deactivated
    {
        get
        {
            lock (Gate)
            {
                _deactivated ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _stage == Stage.Dead ? Task.CompletedTask : _deactivated.Task;
            }
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        bool wake = false;
        lock (Gate)
        {
            if (_stage == Stage.New)
            {
                // Not called yet: its first caller finds it gone and takes the next one.
                Leave();
            }
            else if (_stage <= Stage.Active)
            {
                _reason ??= deactivationReason;
                if (_stage == Stage.Active)
                {
                    _stage = Stage.Draining;
                    wake = _running == 0 && BeginDeactivation();
                }
            }
        }

        Wake(wake);
    }

    /// <summary>Starts deactivation when nothing was called for the collection age.</summary>
    public void CollectIfIdle(long now)
    {
        bool wake = false;
        lock (Gate)
        {
            if (_stage == Stage.Active && _running == 0 && IsQuiet && now >= _keepUntil && now - _lastUsed >= Class.CollectionAgeTicks)
            {
                _reason = new(DeactivationReasonCode.ActivationIdle, "No call within the collection age.");
                wake = BeginDeactivation();
            }
        }

        Wake(wake);
    }

    public void DelayDeactivation(TimeSpan timeSpan) =>
        _keepUntil = timeSpan < TimeSpan.Zero ? 0 : Engine.Clock.Now + Engine.Clock.Ticks(timeSpan);

    public GrainTimer AddTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new GrainTimer(this, callback, options);
        lock (Gate)
        {
            (_timers ??= []).Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void RemoveTimer(GrainTimer timer)
    {
        lock (Gate)
        {
            _timers?.Remove(timer);
        }
    }

    // Both ends of life run as exclusive requests, so that calls they make are links of the call chain like any other.
    private bool BeginActivation(Request cause)
    {
        _stage = Stage.Activating;
        return Start(new InternalTurn(this, nameof(Grain.OnActivateAsync), ActivateAsync) { Caller = cause.Caller, BlocksAll = true });
    }

    private bool BeginDeactivation()
    {
        _stage = Stage.Deactivating;
        return Start(new InternalTurn(this, nameof(Grain.OnDeactivateAsync), DeactivateAsync) { BlocksAll = true });
    }

    private async Task ActivateAsync()
    {
        try
        {
            _services = Engine.ServiceProvider.GetRequiredService<IServiceScopeFactory>().CreateScope();
            s_beingConstructed = this;
            GrainInstance = Class.Constructor.Construct(this, out PersistentState[] states);
            s_beingConstructed = null;
            foreach (PersistentState state in states)
            {
                await state.ReadStateAsync();
            }

            await ((IGrainBase)GrainInstance!).OnActivateAsync(Engine.StoppingToken);
        }
        catch (Exception exception)
        {
            s_beingConstructed = null;
            Log.ActivationFailed(Engine.Logger, exception, GrainId);
            await EndAsync(exception);
            return;
        }

        lock (Gate)
        {
            _stage = _reason is null ? Stage.Active : Stage.Draining;
        }
    }

    private async Task DeactivateAsync()
    {
        try
        {
            if (Class.HasDeactivationHook)
            {
                using var limit = new CancellationTokenSource(Engine.Options.DeactivationTimeout, Engine.Clock.Provider);
                await ((IGrainBase)GrainInstance!).OnDeactivateAsync(_reason!.Value, limit.Token).WaitAsync(limit.Token);
            }
        }
        catch (Exception exception)
        {
            Log.DeactivationFailed(Engine.Logger, exception, GrainId);
        }

        await EndAsync(null);
    }

    private async Task EndAsync(Exception? failure)
    {
        try
        {
            (_timers ?? []).ToList().ForEach(static timer => timer.Dispose());
            await (GrainInstance is IAsyncDisposable grain ? grain.DisposeAsync() : ValueTask.CompletedTask);
            (GrainInstance as IDisposable)?.Dispose();
            _services?.Dispose();
        }
        catch (Exception exception)
        {
            Log.DeactivationFailed(Engine.Logger, exception, GrainId);
        }

        Request? left;
        lock (Gate)
        {
            left = Leave();
        }

        while (left is not null)
        {
            Request request = left;
            left = left.Next;
            request.Next = null;
            if (failure is not null)
            {
                request.Fail(failure);
            }
            else if (!request.IsInternal)
            {
                Engine.Deliver(request, deferVerdict: false);
            }
        }
    }

    // Out of the directory in the same step, so that a forwarded request meets the next activation and never this one.
    private Request? Leave()
    {
        Request? left = _firstWaiting;
        (_stage, _firstWaiting, _lastWaiting, _waiting, GrainInstance) = (Stage.Dead, null, null, 0, null);
        Class.Forget(this);
        _deactivated?.TrySetResult();
        return left;
    }
}
