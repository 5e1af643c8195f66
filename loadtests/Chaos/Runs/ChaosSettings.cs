using AfterSales.LoadTests.Chaos.Scheduling;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Chaos.Runs;

/// <summary>How <c>chaos</c> was asked to run.</summary>
internal sealed record ChaosSettings(int Runs, int Seed)
{
    /// <summary>Faults of every run; none: by seed.</summary>
    public ImmutableArray<string> Faults { get; init; } = [];

    /// <summary>Their moments, in seconds after the first arrival; missing ones are the seed's.</summary>
    public IReadOnlyList<double> Moments { get; init; } = [];

    public bool KeepGoing { get; init; }

    /// <summary>A system and its database serve so many runs, then come new ones.</summary>
    public int FreshEvery { get; init; } = 10;

    public int Silos { get; init; } = SystemOptions.DefaultSilos;

    /// <summary>
    /// With one, the loss of a silo is seen through a front that lives, as behind a load balancer; without, callers run into the dead silo's own address as long
    /// as they are given it.
    /// </summary>
    public int Fronts { get; init; } = DefaultFronts;

    /// <summary>Cases per second; the embedded engine leaves more of the machine to them.</summary>
    public double Rate { get; init; } = DefaultRate;

    /// <summary>Least length of the load; it goes on until the end of every fault could be seen.</summary>
    public double Seconds { get; init; } = DefaultSeconds;

    public const double DefaultSeconds = 20;

#if ORLEANS
    public const double DefaultRate = 50;
    public const int DefaultFronts = 1;
#else
    public const double DefaultRate = 100;
    public const int DefaultFronts = 0;
#endif

    /// <summary>Refuses what the options cannot tell one by one.</summary>
    public ChaosSettings Checked() => Moments switch
    {
        { Count: > 0 } when Faults.IsEmpty => throw new BenchRefusedException("--at is the moment of a --fault; without one the seed chooses both."),
        { Count: > 0 } when Moments.Count != Faults.Length => throw new BenchRefusedException($"--at is needed once for each --fault or not at all: {Moments.Count} for {Faults.Length}."),
        _ when Moments.Any(moment => !(moment >= 0 && moment <= Seconds)) => throw new BenchRefusedException($"--at must be 0 to {Seconds:0.###} seconds (--seconds)."),
        _ => this,
    };

    /// <summary>A small shop, so that a run begins soon; slices are short, since times are read from them.</summary>
    public PeakPlan Plan(int seed, ImmutableArray<PlannedFault> schedule) => new()
    {
        Seed = seed,
        Run = $"c{(uint)seed}",
        Arrivals = new ArrivalPlan("steady", Rate, Math.Max(Seconds, Math.Ceiling(FaultSchedule.Needs(schedule)))),
        Customers = 1_000,
        Products = 400,
        SliceMilliseconds = 100,
    };

    public ImmutableSortedDictionary<string, string> ToDictionary() => new Dictionary<string, string>
    {
        ["runs"] = $"{Runs}",
        ["faults"] = Faults.IsEmpty ? "by seed" : string.Join(' ', Faults),
        ["at"] = string.Join(' ', Moments),
        ["freshEvery"] = $"{FreshEvery}",
        ["silos"] = $"{Silos}",
        ["fronts"] = $"{Fronts}",
        ["casesPerSecond"] = $"{Rate}",
        ["seconds"] = $"{Seconds}",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
