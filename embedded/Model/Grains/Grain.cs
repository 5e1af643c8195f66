using Orleans.Embedded;

namespace Orleans;

/// <summary>What the engine needs of a grain object.</summary>
public interface IGrainBase
{
    /// <summary>The activation that the object belongs to.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first request. When it fails, waiting callers get the exception and the activation is discarded.</summary>
    Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last request.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Base class of grains: one object per activation, touched by one turn at a time.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Takes the context from the engine, which is constructing the grain on this thread.</summary>
    protected Grain()
        : this(Activation.BeingConstructed ?? throw new InvalidOperationException("A grain is constructed by the engine only."))
    {
    }

    /// <summary>Takes the context that was injected into the derived class.</summary>
    protected Grain(IGrainContext grainContext) => GrainContext = grainContext;

    /// <inheritdoc/>
    public IGrainContext GrainContext { get; }

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => ServiceProvider.GetRequiredService<IGrainFactory>();

    /// <summary>Services of this activation.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <inheritdoc/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Deactivates as soon as running requests have finished; queued requests go to the next activation.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Not collected for at least this long; a negative time takes an earlier wish back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => (GrainContext as Activation)?.DelayDeactivation(timeSpan);
}
