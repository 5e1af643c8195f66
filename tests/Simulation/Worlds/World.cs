using AfterSales.Log;
using AfterSales.Log.InMemory;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Tests.Simulation.Machine;
using AfterSales.Tests.Simulation.Oracle;

namespace AfterSales.Tests.Simulation.Worlds;

/// <summary>
/// One simulated shop: a log and a read model that last, a process that may die, and the time and the turns of all of it in one hand. To be made and run on
/// one thread.
/// </summary>
internal sealed class World : IDisposable
{
    /// <summary>Shards of the wheel that the cases of a world are in.</summary>
    public const int WheelShards = 2;

    private readonly OwnThread _thread = new();
    private readonly Life _forever = new();
    private readonly Random _ids;
    private string? _violation;

    public World(int seed, WorldSetup setup)
    {
        Seed = seed;
        Setup = setup;
        _ids = Dice("ids");
        FreshIds.TakeFrom(NextId);
        Time = new VirtualTime(_thread, Dice("time"));
        Turns = new Turns(_thread, Time, Dice("turns"));
        Trace = new Trace(Time, Turns);
        Faults = new Faults(Dice("faults").Next(), Disturb);
        Log = new InMemoryEventLog(Time.Of(_forever), Faults);
        IEventLog slow = new SlowLog(Log, Faults, Time.Of(_forever));
        GrainLog = !setup.FenceOn ? new UnfencedLog(slow) : setup.DueFault != DueFault.None ? new LyingLog(slow, setup.DueFault, Dice("lies")) : slow;
        Policies = new FixedPolicies(setup.Policies);
        Queues = new FixedQueues(setup.Queues);
        Flows = new Flows(Turns, _forever);
        Ledger = new Ledger(this);
        Process = new Process(this);
        Process.Start();
    }

    public int Seed { get; }

    public WorldSetup Setup { get; }

    public VirtualTime Time { get; }

    public Turns Turns { get; }

    public Trace Trace { get; }

    public Faults Faults { get; }

    public InMemoryEventLog Log { get; }

    /// <summary>The log as grains see it.</summary>
    public IEventLog GrainLog { get; }

    public Stored Stored { get; } = new();

    public FollowerCursor Cursor { get; } = new();

    public FixedPolicies Policies { get; }

    public FixedQueues Queues { get; }

    /// <summary>The log, folded: what is true.</summary>
    public Ledger Ledger { get; }

    /// <summary>Of clients, who outlive every process.</summary>
    public Flows Flows { get; }

    /// <summary>The present process; a dead one while none runs.</summary>
    public Process Process { get; private set; }

    /// <summary>When something last went wrong on purpose.</summary>
    public DateTimeOffset DisturbedAt { get; private set; } = VirtualTime.Start;

    /// <summary>Asked after every step and before time moves; answers what is wrong.</summary>
    public Func<bool, string?>? Watch { get; set; }

    /// <summary>Random numbers of the seed, for one purpose, so that one part's draws do not shift another's.</summary>
    public Random Dice(string purpose) => new(purpose.Aggregate(Seed, (hash, letter) => unchecked((hash * 16777619) ^ letter)));

    public Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _ids.NextBytes(bytes);
        return new Guid(bytes);
    }

    /// <summary>Cases meet in few shards of the wheel: fewer grains to keep awake, and more to do for each.</summary>
    public Guid NextCase()
    {
        Span<byte> bytes = stackalloc byte[16];
        _ids.NextBytes(bytes);
        bytes[15] = (byte)(bytes[15] % WheelShards);
        return new Guid(bytes);
    }

    public void Disturb(string how)
    {
        DisturbedAt = Time.Now;
        Trace.Note($"fault: {how}");
    }

    public void Violated(string what) => _violation ??= what;

    /// <summary>Starts what goes on outside of grains; an exception in it ends the simulation.</summary>
    public void Go(Flows flows, Func<Task> flow) => flows.Start(async () =>
    {
        try
        {
            await flow();
        }
        catch (Exception exception)
        {
            Violated($"A flow of the simulation ended with {exception}");
        }
    });

    public void Go(Func<Task> flow) => Go(Flows, flow);

    public Task Pause(TimeSpan time)
    {
        var over = new TaskCompletionSource();
        Time.After(_forever, time, over.SetResult);
        return over.Task;
    }

    public void KillProcess(TimeSpan downtime)
    {
        if (Process.Life.IsOver)
        {
            return;
        }

        Disturb($"the process dies for {downtime.TotalMilliseconds:F0} ms");
        Process.Kill();
        Time.After(_forever, downtime, () =>
        {
            Disturb("a process starts");
            Process = new Process(this);
            Process.Start();
        });
    }

    /// <summary>Runs everything, one turn or timer at a time, until then.</summary>
    public void Run(TimeSpan duration)
    {
        var until = Time.Now + duration;
        do
        {
            while (Turns.RunOne())
            {
                Look(timeMoves: false);
            }

            Look(timeMoves: true);
        }
        while (Time.FireNext(until));
    }

    public void Dispose()
    {
        FreshIds.TakeFrom(null);
        Process.Dispose();
    }

    private void Look(bool timeMoves)
    {
        _violation ??= _thread.Escape ?? Watch?.Invoke(timeMoves);
        if (_violation is not null)
        {
            throw new ViolationException(this, _violation);
        }
    }
}

/// <summary>What a world starts with.</summary>
internal sealed record WorldSetup(PolicySet Policies, QueueSet Queues)
{
    /// <summary>Off only to prove that the oracle sees what is then missing.</summary>
    public bool FollowerOn { get; init; } = true;

    /// <summary>As <see cref="FollowerOn"/>.</summary>
    public bool FenceOn { get; init; } = true;

    /// <summary>As <see cref="FollowerOn"/>: the follower tells the wheel, too.</summary>
    public bool WheelTold { get; init; } = true;

    /// <summary>As <see cref="FollowerOn"/>: what is due is done when its row is in the log, and is in it once.</summary>
    public DueFault DueFault { get; init; }

    /// <summary>News to the wheel that its fast path loses.</summary>
    public int NewsLostPerMille { get; init; } = 20;
}

/// <summary>A rule did not hold; the message says how to see it again.</summary>
internal sealed class ViolationException(World world, string what) : Exception(
    $"""
    Seed {world.Seed}, {world.Time.SinceStart.TotalMilliseconds:F1} ms, step {world.Turns.Executed}: {world.Trace.Named(what)}
    Alone again: AFTERSALES_SIM_SEEDS={world.Seed} ./test --engine embedded --only Simulation
    The last steps:
    {world.Trace}
    """);
