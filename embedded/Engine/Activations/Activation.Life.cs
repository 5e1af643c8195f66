namespace Orleans.Embedded;

internal sealed partial class Activation
{
    [ThreadStatic]
    private static Activation? s_beingConstructed;

    private IServiceScope? _services;
    private TaskCompletionSource? _ended;
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

    public Task Deactivated => Ended.Task;

    private TaskCompletionSource Ended =>
        LazyInitializer.EnsureInitialized(ref _ended, static () => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (Gate)
        {
            if (_stage == Stage.New)
            {
                // Not called yet: its first caller finds it gone and takes the next one.
                Leave();
            }

            _reason ??= deactivationReason;
            _stage = _stage == Stage.Active ? Stage.Draining : _stage;
            GoOn();
        }
    }

    /// <summary>
    /// For simulators: loses the memory and all that runs or waits here, at once, as when a process dies. Callers get no answer, or an error when told.
    /// </summary>
    public void Crash(bool tellCallers)
    {
        lock (Gate)
        {
            LoseTurns();
            Leave();
        }

        if (tellCallers)
        {
            Engine.FailCallsTo(this);
        }
    }

    /// <summary>Starts deactivation when nothing was called for the collection age.</summary>
    public void CollectIfIdle(long now)
    {
        lock (Gate)
        {
            if (_stage == Stage.Active && _running == 0 && now >= _keepUntil && now - _lastUsed >= Class.CollectionAgeTicks)
            {
                Deactivate(new(DeactivationReasonCode.ActivationIdle, "No call within the collection age."));
            }
        }
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
    private void BeginActivationOnce(Request cause)
    {
        if (_stage == Stage.New)
        {
            _stage = Stage.Activating;
            Start(new InternalTurn(this, nameof(Grain.OnActivateAsync), ActivateAsync) { Caller = cause.Caller, BlocksAll = true });
        }
    }

    private void BeginDeactivation()
    {
        _stage = Stage.Deactivating;
        Start(new InternalTurn(this, nameof(Grain.OnDeactivateAsync), DeactivateAsync) { BlocksAll = true });
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
            foreach (object? owned in (object?[])[.. _timers ?? [], GrainInstance, _services])
            {
                await (owned is IAsyncDisposable asynchronous ? asynchronous.DisposeAsync() : ValueTask.CompletedTask);
                (owned is IAsyncDisposable ? null : owned as IDisposable)?.Dispose();
            }
        }
        catch (Exception exception)
        {
            Log.DeactivationFailed(Engine.Logger, exception, GrainId);
        }

        foreach (Request request in Leave())
        {
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
    private LinkedList<Request> Leave()
    {
        lock (Gate)
        {
            LinkedList<Request> left = _waiting ?? [];
            (_stage, _waiting, GrainInstance) = (Stage.Dead, null, null);
            Class.Forget(this);
            Ended.TrySetResult();
            return left;
        }
    }
}
