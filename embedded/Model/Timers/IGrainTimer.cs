using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A timer of an activation. Dispose it to stop it; it ends with the activation.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets when to tick next and how often then.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>When a grain timer ticks, and how. <see cref="Timeout.InfiniteTimeSpan"/> stands for never.</summary>
[method: SetsRequiredMembers]
public readonly struct GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
{
    /// <summary>Time to the first tick.</summary>
    public required TimeSpan DueTime { get; init; } = dueTime;

    /// <summary>Time from the end of a tick to the next.</summary>
    public required TimeSpan Period { get; init; } = period;

    /// <summary>Whether ticks may start while requests await. False by default.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether ticks keep the activation from being collected. False by default.</summary>
    public bool KeepAlive { get; init; }
}
