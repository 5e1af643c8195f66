using AfterSales.LoadTests.Chaos.Faults;

namespace AfterSales.LoadTests.Chaos.Scheduling;

/// <summary>Which faults a run has, and when. The same seed and the same possible faults give the same schedule.</summary>
internal static class FaultSchedule
{
    // Soon: before it callers work well, and what follows shows when they do so again.
    private const double Earliest = 2;
    private const double Latest = 5;

    /// <summary>Seconds of arrivals after the last fault: more than any goal allows, so that a goal is never met by a run that ended before it could be missed.</summary>
    private const double After = 15;

    /// <summary>How long cases have to arrive so that the end of every fault is seen.</summary>
    public static double Needs(ImmutableArray<PlannedFault> schedule) =>
        schedule.Select(planned => planned.At + planned.Lasts + FaultCatalog.All.First(fault => fault.Name == planned.Name).Takes + After).DefaultIfEmpty().Max();

    /// <summary>
    /// One to three faults of different kinds at random moments; some overlap. The kind of the first one goes round with the seed, so that as many seeds in a
    /// row as there are kinds have each of them.
    /// </summary>
    public static ImmutableArray<PlannedFault> Random(int seed, ImmutableArray<Fault> possible)
    {
        var random = new Random(seed);
        var first = possible[(int)((uint)seed % possible.Length)];
        var others = possible.Remove(first).ToArray();
        random.Shuffle(others);
        // Half of the runs have one fault alone: only these tell how long it was felt.
        var count = random.NextDouble() switch { < 0.5 => 1, < 0.8 => 2, _ => 3 };
        return [.. others.Take(count - 1).Prepend(first).Select(fault => At(fault, Moment(random), random)).OrderBy(planned => planned.At)];
    }

    /// <summary>Faults that were asked for; moments that were not are the seed's.</summary>
    public static ImmutableArray<PlannedFault> Fixed(int seed, ImmutableArray<Fault> faults, IReadOnlyList<double> moments)
    {
        var random = new Random(seed);
        return [.. faults.Select((fault, n) => At(fault, n < moments.Count ? moments[n] : Moment(random), random)).OrderBy(planned => planned.At)];
    }

    private static double Moment(Random random) => Math.Round(Earliest + (random.NextDouble() * (Latest - Earliest)), 2);

    private static PlannedFault At(Fault fault, double moment, Random random)
    {
        var (least, most) = fault switch
        {
            // Shorter and longer than the cluster needs to declare a silo dead.
            FreezeOne => (2.0, 9.0),
            PostgresPause => (1.0, 5.0),
            CutConnections => (0.5, 3.0),
            WebhookHang => (2.0, 6.0),
            _ => (0.0, 0.0),
        };
        return new PlannedFault(fault.Name, moment, Math.Round(least + (random.NextDouble() * (most - least)), 2), random.NextDouble());
    }
}
