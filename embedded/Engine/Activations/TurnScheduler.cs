using System.Diagnostics.CodeAnalysis;

namespace Orleans.Embedded;

/// <summary>
/// Runs turns one after the other, on whichever thread the engine's scheduler lends, and is the current TaskScheduler while it does; so every
/// continuation of code that started here comes back here. Has no thread and no timer of its own.
/// </summary>
internal abstract class TurnScheduler : TaskScheduler, IThreadPoolWorkItem
{
    private static readonly Action<object?> DrainCarried = static state => ((TurnScheduler)state!).Drain(((TurnScheduler)state)._carried);

    // Tasks and requests in order of arrival; also the gate that guards all state of the activation.
    private readonly Queue<object> _turns = new();
    private Queue<Request>? _suspects;
    private Request? _carried;
    private int _budget;
    private bool _scheduled;
    private bool _lost;

    public override int MaximumConcurrencyLevel => 1;
    public abstract EmbeddedEngine Engine { get; }
    protected object Gate => _turns;

    void IThreadPoolWorkItem.Execute()
    {
        _budget = Engine.Options.MaxTurnsPerSlice;
        Drain(null);
    }

    /// <summary>Decides at the end of the current turn whether this call would wait for itself.</summary>
    public void ReviewAfterTurn(Request suspect) => (_suspects ??= []).Enqueue(suspect);

    /// <summary>Enqueues a turn. Call inside the gate.</summary>
    protected void Enqueue(object turn)
    {
        if (_lost)
        {
            return;
        }

        _turns.Enqueue(turn);
        if (!_scheduled)
        {
            _scheduled = true;
            Engine.Scheduler.Schedule(this);
        }
    }

    /// <summary>Nothing that waits here, or comes back here, runs any more. Call inside the gate.</summary>
    protected void LoseTurns()
    {
        _lost = true;
        _turns.Clear();
    }

    protected override void QueueTask(Task task)
    {
        // A carrier is started by Drain only, to make this scheduler the current one: it runs at once.
        if (ReferenceEquals(task.AsyncState, this))
        {
            TryExecuteTask(task);
            return;
        }

        lock (Gate)
        {
            Enqueue(task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    // For debuggers only.
    protected override IEnumerable<Task> GetScheduledTasks() => _turns.OfType<Task>();

    private void Drain(object? turn)
    {
        while (turn is not null || TryTake(out turn))
        {
            if (turn is Task task)
            {
                TryExecuteTask(task);
            }
            else if (Current == this)
            {
                ((Request)turn).Run();
            }
            else
            {
                _carried = (Request)turn;
                new Task(DrainCarried, this, TaskCreationOptions.DenyChildAttach).Start(this);
                return;
            }

            turn = null;
            while (_suspects is { Count: > 0 } suspects && suspects.Dequeue() is { } suspect)
            {
                Engine.Deliver(suspect, deferVerdict: false);
            }
        }
    }

    private bool TryTake([NotNullWhen(true)] out object? turn)
    {
        lock (Gate)
        {
            if (_turns.Count > 0 && _budget-- > 0)
            {
                turn = _turns.Dequeue();
                return true;
            }

            turn = null;
            _carried = null;
            _scheduled = _turns.Count > 0;
            if (_scheduled)
            {
                // Others may use the thread now.
                Engine.Scheduler.Schedule(this);
            }
            else if (_turns.Capacity > 64)
            {
                _turns.TrimExcess();
            }

            return false;
        }
    }
}
