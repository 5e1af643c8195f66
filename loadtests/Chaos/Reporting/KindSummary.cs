using AfterSales.LoadTests.Chaos.Timing;

namespace AfterSales.LoadTests.Chaos.Reporting;

/// <summary>All runs that had one kind of fault.</summary>
/// <param name="Fault">Its name.</param>
/// <param name="Runs">Runs that had it.</param>
/// <param name="Alone">Those of them in which nothing else touched callers; times and errors are theirs.</param>
internal sealed record KindSummary(string Fault, int Runs, int Alone)
{
    public Spread? Detected { get; init; }

    public Spread? Served { get; init; }

    public Spread? LastError { get; init; }

    /// <summary>Runs in which errors went on to the end of what was looked at: how long they last is not known.</summary>
    public int Cut { get; init; }

    /// <summary>Runs in which no success came after it.</summary>
    public int NeverServed { get; init; }

    /// <summary>Longest time without a success.</summary>
    public double Silent { get; init; }

    /// <summary>Runs in which callers saw no error at all.</summary>
    public int WithoutErrors { get; init; }

    public ImmutableSortedDictionary<string, long> Errors { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>What the auditor found in all runs that had it, by kind.</summary>
    public ImmutableSortedDictionary<string, long> Found { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Runs in which it was to happen and did not.</summary>
    public int NotHappened { get; init; }

    /// <summary>Runs that broke off.</summary>
    public int BrokenOff { get; init; }

    public static ImmutableArray<KindSummary> Of(IReadOnlyCollection<RunOutcome> runs) =>
        [.. runs.SelectMany(run => run.Planned.Select(planned => planned.Name)).Distinct().Order(StringComparer.Ordinal).Select(kind => Of(kind, runs))];

    private static KindSummary Of(string kind, IEnumerable<RunOutcome> all)
    {
        var runs = all.Where(run => run.Planned.Any(planned => planned.Name == kind)).ToList();
        var alone = runs.SelectMany(run => run.Faults).Where(one => one.Fault.Name == kind && one.Alone && one.Fault.Happened).Select(one => one.Times).OfType<FaultTimes>().ToList();
        return new KindSummary(kind, runs.Count, alone.Count)
        {
            Detected = Spread.Of(alone.Select(times => times.Detected)),
            Served = Spread.Of(alone.Select(times => times.Served)),
            LastError = Spread.Of(alone.Select(times => times.LastError)),
            Cut = alone.Count(times => times.Cut),
            NeverServed = alone.Count(times => times.NeverServed),
            Silent = alone.Select(times => times.Silent).DefaultIfEmpty().Max(),
            WithoutErrors = alone.Count(times => times.LastError is null),
            Errors = Sum(alone.SelectMany(times => times.Errors)),
            Found = Sum(runs.SelectMany(run => run.Verdict is { } verdict ? [.. verdict.Faults] : Array.Empty<KeyValuePair<string, long>>())),
            NotHappened = runs.Count(run => run.Faults.Any(one => one.Fault.Name == kind && !one.Fault.Happened)),
            BrokenOff = runs.Count(run => run.Verdict is null),
        };
    }

    private static ImmutableSortedDictionary<string, long> Sum(IEnumerable<KeyValuePair<string, long>> counts) =>
        counts.GroupBy(count => count.Key).ToImmutableSortedDictionary(kind => kind.Key, kind => kind.Sum(count => count.Value));
}

/// <summary>Seconds over several runs.</summary>
internal sealed record Spread(double Median, double Max)
{
    /// <summary>Null when nobody has a value.</summary>
    public static Spread? Of(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToList();
        return sorted.Count == 0 ? null : new Spread(sorted[(sorted.Count - 1) / 2], sorted[^1]);
    }
}
