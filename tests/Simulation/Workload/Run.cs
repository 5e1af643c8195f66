using System.Security.Cryptography;
using AfterSales.Log;
using AfterSales.Tests.Simulation.Oracle;
using AfterSales.Tests.Simulation.Worlds;

namespace AfterSales.Tests.Simulation.Workload;

/// <summary>One seed from its first arrival to its last lease: a shop at work under trouble, then at rest, judged all the time.</summary>
internal sealed class Run : IDisposable
{
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(9);

    private readonly World _world;
    private readonly Office _office;
    private readonly Chaos _chaos;
    private readonly Judge _judge;

    /// <param name="seed">Names it.</param>
    /// <param name="change">To what the world starts with.</param>
    /// <param name="trouble">Instead of what the seed says.</param>
    /// <param name="staffed">Without anybody at work all is left to silence.</param>
    public Run(int seed, Func<WorldSetup, WorldSetup>? change = null, Trouble? trouble = null, bool staffed = true)
    {
        var dice = new Random(seed);
        var setup = Shop.Setup(dice);
        _world = new World(seed, change is null ? setup : change(setup));
        _office = new Office(_world, _world.Time.Now + Work);
        _chaos = new Chaos(_office, trouble ?? Trouble.Of(seed), _world.Dice("chaos"));
        _judge = new Judge(_office);
        _world.Watch = Watch;
        Invite(dice);
        if (staffed)
        {
            Hire(dice);
        }

        _chaos.Start();
    }

    /// <summary>Steps that a violation tells.</summary>
    public int Remembered
    {
        init => _world.Trace.Kept = value;
    }

    /// <summary>Names the run: equal for equal seeds, to the last bit of the log.</summary>
    public string LogHash
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var (_, row) in _world.Log.Read(LogCursor.Start, int.MaxValue, CancellationToken.None).Result)
            {
                hash.AppendData(row.StreamId.ToByteArray());
                hash.AppendData(row.CommandId.ToByteArray());
                hash.AppendData(BitConverter.GetBytes(row.At.UtcTicks));
                hash.AppendData(row.Data.Span);
            }

            return Convert.ToHexString(hash.GetHashAndReset());
        }
    }

    public RunResult Execute()
    {
        _world.Run(Work);
        _chaos.LastStrike();
        _judge.Verdict();
        return new RunResult(LogHash, _office.Cases.Count, _office.Acknowledged.Count, _world.Turns.Executed, _world.Ledger.Rows)
        {
            Decided = _world.Ledger.Deadlines.Decided,
            Broken = _world.Ledger.Clocks.Broken,
        };
    }

    public void Dispose() => _world.Dispose();

    private void Invite(Random dice)
    {
        var customers = new Customers(_office, _world.Dice("customers"));
        _world.Go(() => customers.Arrive(dice.Next(15, 50), Work));
        if (_world.Seed % 4 == 0)
        {
            _world.Go(new PeakSeason(_office, _world.Dice("peak season")).Extend);
        }
    }

    private void Hire(Random dice)
    {
        var staff = Staff.Hire(dice);
        var desks = staff.Select(employee => new Desk(_office, employee, staff, _world.Dice(employee.Id))).ToArray();
        var leads = new Leads(_office, staff, desks, _world.Dice("leads"));
        Array.ForEach(desks, desk => _world.Go(desk.Work));
        _world.Go(leads.Interfere);
        _world.Go(new BackOffice(_office, _world.Dice("back-office")).Work);
        if (_world.Seed % 3 == 0)
        {
            _world.Go(new Management(_office, _world.Dice("management")).Reorganise);
        }
    }

    private string? Watch(bool timeMoves)
    {
        _chaos.Strike();
        return timeMoves ? _judge.Look() : null;
    }
}

/// <param name="LogHash">Names the run.</param>
/// <param name="Cases">Opened.</param>
/// <param name="Acknowledged">Commands on cases.</param>
/// <param name="Steps">Turns executed.</param>
/// <param name="Rows">Rows in the log.</param>
internal sealed record RunResult(string LogHash, int Cases, int Acknowledged, int Steps, int Rows)
{
    /// <summary>By silence.</summary>
    public int Decided { get; init; }

    /// <summary>Promises.</summary>
    public int Broken { get; init; }
}
