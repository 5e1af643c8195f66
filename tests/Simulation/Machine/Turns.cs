using Orleans.Embedded;

namespace AfterSales.Tests.Simulation.Machine;

/// <summary>
/// Everything that could run now: turns of grains and of the flows outside them. One at a time, in an order that the seed decides; now and then a turn is
/// held back for a few milliseconds of virtual time, so that timers overtake messages.
/// </summary>
internal sealed class Turns(OwnThread thread, VirtualTime time, Random random)
{
    private const int HeldPerMille = 15;

    private static readonly TimeSpan LongestHold = TimeSpan.FromMilliseconds(8);

    private readonly List<(Life Life, IThreadPoolWorkItem Work)> _ready = [];

    public int Executed { get; private set; }

    public void Add(Life life, IThreadPoolWorkItem work)
    {
        if (!thread.IsCurrent || life.IsOver)
        {
            return;
        }

        if (random.Next(1_000) < HeldPerMille)
        {
            time.After(life, LongestHold * random.NextDouble(), () => _ready.Add((life, work)));
            return;
        }

        _ready.Add((life, work));
    }

    public bool RunOne()
    {
        while (_ready.Count > 0)
        {
            var index = random.Next(_ready.Count);
            var (life, work) = _ready[index];
            _ready[index] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            if (!life.IsOver)
            {
                Executed++;
                work.Execute();
                return true;
            }
        }

        return false;
    }
}

/// <summary>The engine's scheduler, for one life.</summary>
internal sealed class EngineTurns(Turns turns, Life life) : IEmbeddedScheduler
{
    public void Schedule(IThreadPoolWorkItem work) => turns.Add(life, work);
}

/// <summary>Code outside of grains, as clients and the follower are: its continuations are turns like any other.</summary>
internal sealed class Flows(Turns turns, Life life) : TaskScheduler
{
    public override int MaximumConcurrencyLevel => 1;

    public Task Start(Func<Task> flow) => Task.Factory.StartNew(flow, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    protected override void QueueTask(Task task) => turns.Add(life, new Turn(this, task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    // For debuggers only.
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private sealed class Turn(Flows flows, Task task) : IThreadPoolWorkItem
    {
        public void Execute() => flows.TryExecuteTask(task);
    }
}
