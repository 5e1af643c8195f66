namespace Orleans.Embedded;

/// <summary>
/// Runs turns one after the other, on whichever thread the engine's scheduler lends, and is the current TaskScheduler while it does; so every
/// continuation of code that started here comes back here. Has no thread and no timer of its own.
/// </summary>
internal abstract class TurnScheduler : TaskScheduler, IThreadPoolWorkItem
{
    private static readonly Action<object?> DrainCarried = static state =>
    {
        var self = (TurnScheduler)state!;
        ITurn? turn = self._carried;
        self._carried = null;
        self.Drain(turn);
    };

    // Tasks and ITurns in order of arrival; also the gate that guards all state of the activation.
    private readonly Queue<object> _turns = new();
    private ITurn? _carried;
    private int _budget;
    private bool _scheduled;

    public override int MaximumConcurrencyLevel => 1;

    public abstract EmbeddedEngine Engine { get; }

    protected object Gate => _turns;

    /// <summary>Whether nothing runs or waits to run here. Call inside the gate.</summary>
    protected bool IsQuiet => !_scheduled;

    void IThreadPoolWorkItem.Execute()
    {
        _budget = Engine.Options.MaxTurnsPerSlice;
        Drain(null);
    }

    /// <summary>Enqueues a turn. Call inside the gate; when it returns true, call <see cref="Wake"/> outside of it.</summary>
    protected bool Enqueue(object turn)
    {
        _turns.Enqueue(turn);
        bool wake = !_scheduled;
        _scheduled = true;
        return wake;
    }

    protected void Wake() => Engine.Scheduler.Schedule(this);

    protected void Post(object turn)
    {
        bool wake;
        lock (Gate)
        {
            wake = Enqueue(turn);
        }

        if (wake)
        {
            Wake();
        }
    }

    /// <summary>Called on the turn's thread after each turn.</summary>
    protected virtual void AfterTurn()
    {
    }

    protected override void QueueTask(Task task)
    {
        // A carrier is started by Drain only, to make this scheduler the current one: it runs at once.
        if (ReferenceEquals(task.AsyncState, this))
        {
            TryExecuteTask(task);
        }
        else
        {
            Post(task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (Gate)
        {
            return _turns.OfType<Task>().ToArray();
        }
    }

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
                ((ITurn)turn).Run();
            }
            else
            {
                _carried = (ITurn)turn;
                new Task(DrainCarried, this, TaskCreationOptions.DenyChildAttach).Start(this);
                return;
            }

            turn = null;
            AfterTurn();
        }
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out object? turn)
    {
        lock (Gate)
        {
            if (_turns.Count == 0)
            {
                _scheduled = false;
                turn = null;
                if (_turns.Capacity > 64)
                {
                    _turns.TrimExcess();
                }

                return false;
            }

            if (_budget-- > 0)
            {
                turn = _turns.Dequeue();
                return true;
            }
        }

        // Others may use the thread now; this scheduler stays marked as scheduled, so nobody else wakes it.
        turn = null;
        Wake();
        return false;
    }
}
