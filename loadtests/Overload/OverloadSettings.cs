using AfterSales.LoadTests.Overload.Pinned;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Overload;

/// <summary>What an overload run is asked for.</summary>
internal sealed record OverloadSettings(int Seed, Pinning Pinning)
{
    /// <summary>Cases per second taken as sustainable; 0: found first.</summary>
    public double Rate { get; init; }

    /// <summary>First rate of the search.</summary>
    public double Start { get; init; } = 20;

    /// <summary>p99 of commands on open cases, in milliseconds, up to which a rate is sustained.</summary>
    public double Bound { get; init; } = 250;

    /// <summary>Of each step of the search.</summary>
    public int StepSeconds { get; init; } = 8;

    /// <summary>Of the baseline and of each overload.</summary>
    public int Seconds { get; init; } = 20;

    /// <summary>Of half the sustainable rate after each overload.</summary>
    public int RecoverySeconds { get; init; } = 15;

    public double ThinkMilliseconds { get; init; } = 100;

    /// <summary>Short, so that those who were turned away do not pile up into a load of their own.</summary>
    public double PatienceSeconds { get; init; } = 5;

    public int Silos { get; init; } = 1;

    public int Fronts { get; init; }

    /// <summary>Everything but the arrivals. Staff acts by role as soon as it is its turn: agents would bound the rate by their hands.</summary>
    public PeakPlan Plan(string run) => new()
    {
        Seed = Seed,
        Run = run,
        Arrivals = new ArrivalPlan("steady", Start, StepSeconds),
        // So many that the rate limit of one customer is not what is met.
        Customers = 20_000,
        Agents = 0,
        StreamShare = 0,
        ThinkMilliseconds = ThinkMilliseconds,
        PatienceSeconds = PatienceSeconds,
        DrainSeconds = 5,
    };
}
