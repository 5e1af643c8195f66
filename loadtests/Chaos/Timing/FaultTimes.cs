namespace AfterSales.LoadTests.Chaos.Timing;

/// <summary>
/// What callers felt of a fault; times are seconds after it began, counted to the end of the slice in which it happened, so none is told shorter than it was.
/// </summary>
/// <param name="Detected">The first error a caller saw; null when nobody saw one.</param>
/// <param name="Served">
/// The first success after the longest time without any success; where there was no such time, the first one from the first error on. Null when none came.
/// </param>
/// <param name="LastError">The last error that a caller saw.</param>
/// <param name="Silent">Longest time without any success.</param>
/// <param name="Errors">Failed attempts by kind.</param>
internal sealed record FaultTimes(double? Detected, double? Served, double? LastError, double Silent, ImmutableSortedDictionary<string, long> Errors)
{
    /// <summary>Callers are spread over less than this: whoever still fails so near the end of what was looked at would have failed after it too.</summary>
    private const double EndSeconds = 1;

    /// <summary>A gap without errors that is shorter is chance, not an outage.</summary>
    private const double OutageSeconds = 1;

    /// <summary>The last error came as late as could be seen: when it would have ended is not known.</summary>
    public bool Cut { get; init; }

    /// <summary>It was felt, and no success came after it.</summary>
    public bool NeverServed { get; init; }

    /// <param name="series">What callers saw.</param>
    /// <param name="at">When the fault began, seconds after the first arrival.</param>
    /// <param name="until">What happens from then on is not counted.</param>
    /// <param name="arrivalsEnd">Afterwards it is natural that for a moment nobody wants anything.</param>
    public static FaultTimes Of(CallerSeries series, double at, double until, double arrivalsEnd)
    {
        var length = series.SliceSeconds;
        var first = Math.Max(0, (int)Math.Floor(at / length));
        var end = Math.Clamp((int)Math.Ceiling(until / length), first, Math.Max(first, series.Slices.Length));
        var slices = series.Slices.Skip(first).Take(end - first).ToList();
        var detected = slices.FindIndex(slice => !slice.Errors.IsEmpty);
        var lastError = slices.FindLastIndex(slice => !slice.Errors.IsEmpty);
        var (silence, silent) = Silence(slices, (int)Math.Floor(arrivalsEnd / length) - first);
        var from = silent > 0 ? silence + silent : detected;
        var served = from < 0 ? -1 : slices.FindIndex(from, slice => slice.Succeeded > 0);
        var felt = detected >= 0 || silent * length >= OutageSeconds;
        var errors = slices.SelectMany(slice => slice.Errors).GroupBy(error => error.Key).ToImmutableSortedDictionary(kind => kind.Key, kind => kind.Sum(error => error.Value));
        return new FaultTimes(Time(detected), felt ? Time(served) : null, Time(lastError), Math.Round(silent * length, 3), errors)
        {
            Cut = lastError >= 0 && (slices.Count - 1 - lastError) * length < EndSeconds,
            NeverServed = felt && served < 0,
        };

        double? Time(int slice) => slice < 0 ? null : Math.Round(((first + slice + 1) * length) - at, 3);
    }

    /// <summary>First slice and length of the longest stretch without a success that begins before arrivals end.</summary>
    private static (int First, int Length) Silence(List<CallerSlice> slices, int beginsBefore)
    {
        var (best, length) = (0, 0);
        for (var begin = 0; begin < slices.Count && begin < beginsBefore; begin++)
        {
            var over = slices.FindIndex(begin, slice => slice.Succeeded > 0);
            var here = (over < 0 ? slices.Count : over) - begin;
            (best, length) = here > length ? (begin, here) : (best, length);
            begin += here;
        }

        return (best, length);
    }
}
