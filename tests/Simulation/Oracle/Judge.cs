using AfterSales.Tests.Simulation.Workload;
using AfterSales.Tests.Simulation.Worlds;

namespace AfterSales.Tests.Simulation.Oracle;

/// <summary>Watches a world while it runs and gives the verdict when it has come to rest.</summary>
internal sealed class Judge
{
    /// <summary>Callers give up, calls time out, leases end (10 s), and then some.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(24);

    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(10);

    private readonly World _world;
    private readonly Office _office;
    private readonly Calm _calm;
    private readonly IdleRule _idle;
    private readonly QuietRules _quiet;
    private readonly WheelRules _wheel;
    private DateTimeOffset _lookedAt;

    public Judge(Office office)
    {
        (_world, _office) = (office.World, office);
        var eligibility = new Eligibility(_world);
        _calm = new Calm(_world);
        _idle = new IdleRule(_world, eligibility, _calm);
        _quiet = new QuietRules(_world, eligibility);
        _wheel = new WheelRules(_world, _calm);
    }

    /// <summary>What is wrong before time moves on; null when nothing is.</summary>
    public string? Look()
    {
        if (!_world.Ledger.Read() && _world.Time.Now - _lookedAt < LooksEvery)
        {
            return null;
        }

        _lookedAt = _world.Time.Now;
        _calm.Look();
        return _world.Ledger.Violation ?? _idle.Check() ?? _wheel.Check();
    }

    /// <summary>Lets everything come to rest, without faults and without anything taken from anybody by time, and holds every rule against it.</summary>
    public void Verdict()
    {
        _world.Faults.Storm = false;
        _world.Policies.Current = Shop.AtRest(_world.Policies.Current);
        _world.Run(Rest);
        List<string> violations = [.. _quiet.FromTheLog(_office.Acknowledged), .. _world.Ledger.Clocks.AtRest(_world.Time.Now - WheelRules.Allowed)];
        _world.Go(async () => violations.AddRange(await _quiet.FromTheShards(new Client(_world, _world.Dice("judge")))));
        _world.Go(async () => violations.AddRange(await _wheel.AtRest(new Client(_world, _world.Dice("wheel")))));
        _world.Run(TimeSpan.FromSeconds(2));
        if (violations.Count > 0)
        {
            throw new ViolationException(_world, $"at rest: {string.Join('\n', violations.Take(8))}");
        }
    }
}
