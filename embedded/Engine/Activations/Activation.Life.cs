using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Embedded;

internal sealed partial class Activation
{
    private IServiceScope? _services;
    private Ending? _ending;
    private List<GrainTimer>? _timers;
    private long _lastUsed;
    private long _keepUntil;

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => (_services ?? throw new ObjectDisposedException(GrainId.ToString())).ServiceProvider;

    public Task Deactivated
    {
        get
        {
            lock (Gate)
            {
                return (_ending ??= new Ending()).Done.Task;
            }
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        bool wake = false;
        lock (Gate)
        {
            switch (_stage)
            {
                case Stage.New:
                    // Not called yet: its first caller finds it gone and takes the next one.
                    _stage = Stage.Dead;
                    Class.Forget(this);
                    (_ending ??= new Ending()).Done.TrySetResult();
                    break;
                case Stage.Activating:
                    (_ending ??= new Ending()).Reason ??= deactivationReason;
                    break;
                case Stage.Active:
                    (_ending ??= new Ending()).Reason ??= deactivationReason;
                    _stage = Stage.Draining;
                    wake = _running == 0 && BeginDeactivation();
                    break;
            }
        }

        if (wake)
        {
            Wake();
        }
    }

    /// <summary>Starts deactivation when nothing was called for the collection age.</summary>
    public void CollectIfIdle(long now)
    {
        lock (Gate)
        {
            bool idle = _stage == Stage.Active && _running == 0 && _queued == 0 && IsQuiet
                && now >= _keepUntil && now - _lastUsed >= Class.CollectionAgeTicks;
            if (!idle)
            {
                return;
            }
        }

        // A request that slips in here is served first or forwarded: nothing is lost, at worst an activation is.
        Deactivate(new(DeactivationReasonCode.ActivationIdle, "No call within the collection age."));
    }

    public void DelayDeactivation(TimeSpan timeSpan) =>
        _keepUntil = timeSpan < TimeSpan.Zero ? 0 : Engine.CoarseNow + Engine.Clock.Ticks(timeSpan);

    public GrainTimer AddTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options);
        lock (Gate)
        {
            ObjectDisposedException.ThrowIf(_stage >= Stage.Deactivating, this);
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

    private bool BeginActivation(Request cause)
    {
        _stage = Stage.Activating;
        return Enqueue(new LifeTurn(this, cause.Caller, nameof(Grain.OnActivateAsync), ActivateAsync));
    }

    private bool BeginDeactivation()
    {
        _stage = Stage.Deactivating;
        return Enqueue(new LifeTurn(this, null, nameof(Grain.OnDeactivateAsync), DeactivateAsync));
    }

    private async Task ActivateAsync()
    {
        try
        {
            _services = Engine.ServiceProvider.GetRequiredService<IServiceScopeFactory>().CreateScope();
            PersistentState[] states = Construct();
            foreach (PersistentState state in states)
            {
                await state.ReadStateAsync();
            }

            await ((IGrainBase)GrainInstance!).OnActivateAsync(Engine.StoppingToken);
        }
        catch (Exception exception)
        {
            Log.ActivationFailed(Engine.Logger, exception, GrainId);
            await EndAsync(exception);
            return;
        }

        bool wake;
        lock (Gate)
        {
            _lastUsed = Engine.CoarseNow;
            _stage = _ending?.Reason is null ? Stage.Active : Stage.Draining;
            wake = _stage == Stage.Active ? Admit() : BeginDeactivation();
        }

        if (wake)
        {
            Wake();
        }
    }

    private PersistentState[] Construct()
    {
        s_beingConstructed = this;
        try
        {
            GrainInstance = Class.Constructor.Construct(this, out PersistentState[] states);
            return states;
        }
        finally
        {
            s_beingConstructed = null;
        }
    }

    private async Task DeactivateAsync()
    {
        GrainTimer[] timers;
        lock (Gate)
        {
            timers = _timers?.ToArray() ?? [];
            _timers = null;
        }

        foreach (GrainTimer timer in timers)
        {
            timer.Dispose();
        }

        if (Class.HasDeactivationHook)
        {
            using var limit = new CancellationTokenSource(Engine.Options.DeactivationTimeout, Engine.Clock.Provider);
            try
            {
                await ((IGrainBase)GrainInstance!).OnDeactivateAsync(_ending!.Reason!.Value, limit.Token).WaitAsync(limit.Token);
            }
            catch (Exception exception)
            {
                Log.DeactivationFailed(Engine.Logger, exception, GrainId);
            }
        }

        await EndAsync(null);
    }

    // Leaves the directory first, so that a forwarded request meets the next activation and never this one.
    private async Task EndAsync(Exception? failure)
    {
        try
        {
            switch (GrainInstance)
            {
                case IAsyncDisposable asynchronous:
                    await asynchronous.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }

            _services?.Dispose();
        }
        catch (Exception exception)
        {
            Log.DeactivationFailed(Engine.Logger, exception, GrainId);
        }

        var left = new List<Request>();
        lock (Gate)
        {
            _stage = Stage.Dead;
            Class.Forget(this);
            GrainInstance = null;
            while (_parked.TryDequeue(out Request? request) || _reads.TryDequeue(out request) || _writes.TryDequeue(out request))
            {
                // Ticks of this activation's timers die with it.
                if (!request.IsInternal)
                {
                    left.Add(request);
                }
            }

            _queued = 0;
            (_ending ??= new Ending()).Done.TrySetResult();
        }

        left.Sort(static (a, b) => (int)(a.Order - b.Order));
        foreach (Request request in left)
        {
            if (failure is not null)
            {
                request.Fail(failure);
            }
            else
            {
                Engine.Deliver(request, deferVerdict: false);
            }
        }
    }

    /// <summary>Allocated only when someone waits for the end or the end has come.</summary>
    private sealed class Ending
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public DeactivationReason? Reason { get; set; }
    }
}
