namespace Orleans.Runtime;

/// <summary>One activation of a grain.</summary>
public interface IGrainContext
{
    /// <summary>The grain's identity.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object; null before it was constructed and after it was deactivated.</summary>
    object? GrainInstance { get; }

    /// <summary>Services of this activation, one scope per activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when this activation has been deactivated.</summary>
    Task Deactivated { get; }

    /// <summary>Starts deactivation: running requests finish, queued ones go to the next activation. Returns at once.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
