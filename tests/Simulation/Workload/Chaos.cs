using AfterSales.Tests.Simulation.Worlds;

namespace AfterSales.Tests.Simulation.Workload;

/// <summary>What kinds of trouble a run has, by seed; every fifth run has none, so that the strict rules are judged as well.</summary>
internal sealed record Trouble(bool Storms, int StepsPerCrash, int ProcessKills, bool Duplicates)
{
    public static Trouble Of(int seed) => (seed % 5) switch
    {
        0 => new(Storms: false, StepsPerCrash: 0, ProcessKills: 0, Duplicates: false),
        1 => new(Storms: true, StepsPerCrash: 0, ProcessKills: 0, Duplicates: false),
        2 => new(Storms: false, StepsPerCrash: seed % 2 == 0 ? 500 : 4_000, ProcessKills: 0, Duplicates: false),
        3 => new(Storms: true, StepsPerCrash: 2_000, ProcessKills: 2, Duplicates: false),
        _ => new(Storms: true, StepsPerCrash: 900, ProcessKills: 1, Duplicates: true),
    };
}

/// <summary>Breaks things: a grain between any two steps, the storage for a while, the whole process.</summary>
internal sealed class Chaos(Office office, Trouble trouble, Random random)
{
    private readonly World _world = office.World;

    public void Start()
    {
        if (trouble.Storms)
        {
            _world.Go(Storms);
        }

        if (trouble.ProcessKills > 0)
        {
            _world.Go(Kills);
        }
    }

    /// <summary>Called between any two steps.</summary>
    public void Strike()
    {
        if (trouble.StepsPerCrash > 0 && office.IsOpen && !_world.Process.Life.IsOver && random.Next(trouble.StepsPerCrash) == 0)
        {
            Lose();
        }
    }

    /// <summary>At the moment after which nobody does anything any more: what is under way must be settled without a caller's help.</summary>
    public void LastStrike()
    {
        if (trouble.ProcessKills > 0)
        {
            _world.KillProcess(TimeSpan.FromMilliseconds(random.Next(1, 500)));
        }
        else if (trouble.StepsPerCrash > 0)
        {
            Lose();
        }
    }

    private void Lose()
    {
        var all = _world.Process.Activations;
        if (all.Count == 0)
        {
            return;
        }

        var lost = all[random.Next(all.Count)];
        switch (random.Next(10))
        {
            case < 2 when trouble.Duplicates:
                Duplicate(lost);
                break;
            case < 4:
                _world.Disturb($"{lost.GrainId} is deactivated");
                lost.Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Simulated."));
                break;
            default:
                var told = random.Next(2) == 0;
                _world.Disturb($"{lost.GrainId} crashes, its callers {(told ? "are told" : "hear nothing")}");
                lost.Crash(told);
                break;
        }
    }

    /// <summary>For a while there are two, as around a change of membership: the old one goes on with what it does, new calls meet a new one.</summary>
    private void Duplicate(Orleans.Embedded.Activation old)
    {
        _world.Disturb($"{old.GrainId} gets a double");
        old.Class.Forget(old);
        _world.Process.Epoch.Advance();
        _world.Time.After(_world.Process.Life, TimeSpan.FromSeconds(0.1 + (random.NextDouble() * 3)), () =>
        {
            _world.Disturb($"the double of {old.GrainId} dies");
            old.Crash(tellCallers: false);
        });
    }

    private async Task Storms()
    {
        while (office.IsOpen)
        {
            await office.Pause(random, 500, 3_000);
            if (!office.IsOpen)
            {
                return;
            }

            _world.Disturb("a storm begins");
            _world.Faults.Storm = true;
            await office.Pause(random, 100, 800);
            _world.Faults.Storm = false;
            _world.Disturb("the storm is over");
        }
    }

    private async Task Kills()
    {
        for (var n = 0; n < trouble.ProcessKills; n++)
        {
            await office.Pause(random, 1_000, 5_000);
            if (office.IsOpen)
            {
                _world.KillProcess(TimeSpan.FromMilliseconds(random.Next(1, 1_500)));
            }
        }
    }
}
