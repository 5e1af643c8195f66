using System.Diagnostics;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>A call on its way: queue entry, turn, link of the call chain and open answer in one object, so that a call costs few allocations.</summary>
internal abstract class Request
{
    private const TaskContinuationOptions Inline = TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.DenyChildAttach;

    private static readonly Action<Task, object?> Completed = static (task, state) => ((Request)state!).Complete(task);
    private static readonly AsyncLocal<Request?> CurrentRequest = new();

    /// <summary>The request whose code is running in this flow of control; null outside grains and once it has finished.</summary>
    public static Request? Current => CurrentRequest.Value is { IsFinished: false } request ? request : null;
    public abstract string Name { get; }

    /// <summary>Neither counted against the queue limit nor forwarded to the next activation.</summary>
    public virtual bool IsInternal => false;
    public virtual bool IsReadOnly => false;
    public virtual bool IsOneWay => false;

    /// <summary>Whether it may start while any other request awaits.</summary>
    public bool Interleaves { get; set; }
    public bool KeepsAlive { get; init; } = true;
    public bool IsFinished { get; private set; }
    public Activation Target { get; set; } = null!;
    public Request? Caller { get; set; }
    public Dictionary<string, object>? Headers { get; set; }
    public Activity? Trace { get; set; }

    /// <summary>Open calls among which this one awaits its answer, and until when; null when answered.</summary>
    public HashSet<Request>? OpenCalls { get; set; }
    public long Deadline { get; set; }

    /// <summary>Whether the caller has its answer already, for example a timeout.</summary>
    protected virtual bool IsAnswered => false;

    /// <summary>Whether <paramref name="other"/> cannot start at the same activation before this request has finished.</summary>
    public virtual bool Blocks(Request other) => !Interleaves && !other.Interleaves && !(IsReadOnly && other.IsReadOnly);

    /// <summary>Answers with an exception; false when the caller has its answer already.</summary>
    public abstract bool Fail(Exception exception);

    /// <summary>Starts on a turn of the target. A call that timed out while it was queued is dropped: nobody waits for its effect.</summary>
    public void Run()
    {
        Task outcome = IsAnswered ? Task.CompletedTask : Start();
        if (outcome.IsCompleted)
        {
            Complete(outcome);
        }
        else
        {
            outcome.ContinueWith(Completed, this, CancellationToken.None, Inline, Target);
        }
    }

    protected abstract Task Invoke(object grain);

    /// <summary>Hands the outcome to the caller.</summary>
    protected virtual void Settle(Task outcome)
    {
    }

    // Of the caller's context only these three travel, as between processes.
    private Task Start()
    {
        ExecutionContext? clean = ExecutionContext.Capture();
        try
        {
            CurrentRequest.Value = this;
            if (Headers is not null)
            {
                RequestContext.Values = Headers;
            }

            if (Trace is not null)
            {
                Activity.Current = Trace;
            }

            return Invoke(Target.GrainInstance!) ?? throw new InvalidOperationException($"{Name} returned null instead of a task.");
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
        finally
        {
            if (clean is not null)
            {
                ExecutionContext.Restore(clean);
            }
        }
    }

    private void Complete(Task outcome)
    {
        IsFinished = true;
        if (outcome.IsFaulted && outcome.Exception.InnerException is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            // The state in memory is stale: the next request must meet an activation that has read it afresh.
            conflict.IsSourceActivation = false;
            Target.Deactivate(new(DeactivationReasonCode.ApplicationError, conflict, "The stored state was changed by someone else."));
        }

        Target.Finish(this);
        Settle(outcome);
    }
}
