using System.Diagnostics;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>
/// A call on its way: queue node, turn, link of the call chain and entry of the timeout list in one object, so that a call costs few allocations.
/// </summary>
internal abstract class Request : ITurn
{
    private static readonly Action<Task, object?> Completed = static (task, state) => ((Request)state!).Complete(task);
    private static readonly AsyncLocal<Request?> CurrentRequest = new();

    private volatile bool _finished;

    /// <summary>The request whose code is running in this flow of control; null outside grains and once it has finished.</summary>
    public static Request? Current => CurrentRequest.Value is { _finished: false } request ? request : null;

    public abstract string Name { get; }

    /// <summary>Neither counted against the queue limit nor refused while stopping.</summary>
    public virtual bool IsInternal => false;

    public virtual bool IsReadOnly => false;

    public virtual bool IsOneWay => false;

    /// <summary>Whether it may start while any other request awaits.</summary>
    public bool Interleaves { get; set; }

    public bool KeepsAlive { get; protected init; } = true;

    public uint Order { get; set; }

    public Request? Next { get; set; }

    public Activation Target { get; set; } = null!;

    public Request? Caller { get; set; }

    public bool IsFinished => _finished;

    public Dictionary<string, object>? Headers { get; set; }

    public Activity? Trace { get; set; }

    // The rest belongs to ResponseTimeouts.
    public object? Watch { get; set; }

    public long Deadline { get; set; }

    public Request? Earlier { get; set; }

    public Request? Later { get; set; }

    /// <summary>Whether the caller has its answer already, for example a timeout.</summary>
    protected virtual bool IsAnswered => false;

    /// <summary>Whether <paramref name="other"/> cannot start at the same activation before this request has finished.</summary>
    public virtual bool Blocks(Request other) => !Interleaves && !other.Interleaves && !(IsReadOnly && other.IsReadOnly);

    /// <summary>Answers with an exception; false when the caller has its answer already.</summary>
    public abstract bool Fail(Exception exception);

    public void Run()
    {
        if (IsAnswered)
        {
            // Timed out while it was queued: nobody waits for the effect any more.
            Complete(Task.CompletedTask);
            return;
        }

        ExecutionContext? clean = ExecutionContext.Capture();
        CurrentRequest.Value = this;
        if (Headers is not null)
        {
            RequestContext.Values = Headers;
        }

        if (Trace is not null)
        {
            Activity.Current = Trace;
        }

        Task outcome;
        try
        {
            outcome = Invoke(Target.GrainInstance!) ?? throw new InvalidOperationException($"{Name} returned null instead of a task.");
        }
        catch (Exception exception)
        {
            outcome = Task.FromException(exception);
        }

        if (clean is not null)
        {
            ExecutionContext.Restore(clean);
        }

        if (outcome.IsCompleted)
        {
            Complete(outcome);
        }
        else
        {
            outcome.ContinueWith(
                Completed, this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.DenyChildAttach, Target);
        }
    }

    protected abstract Task Invoke(object grain);

    /// <summary>Hands the outcome to the caller.</summary>
    protected abstract void Settle(Task outcome);

    /// <summary>Makes room for the next request of the activation.</summary>
    protected virtual void Leave(Task outcome)
    {
        if (outcome.Exception?.InnerException is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            // The state in memory is stale: the next request must meet an activation that has read it afresh.
            conflict.IsSourceActivation = false;
            Target.Deactivate(new(DeactivationReasonCode.ApplicationError, conflict, "The stored state was changed by someone else."));
        }

        Target.Finish(this);
    }

    private void Complete(Task outcome)
    {
        _finished = true;
        Leave(outcome);
        Settle(outcome);
    }
}
