using AfterSales.LoadTests.Driving;

namespace AfterSales.LoadTests.Chaos.Timing;

/// <summary>What all callers together saw of one sort of operations, slice by slice.</summary>
/// <param name="SliceSeconds">Length of a slice: the resolution of every time that is read from it.</param>
internal sealed record CallerSeries(double SliceSeconds, ImmutableArray<CallerSlice> Slices)
{
    /// <summary>Operations that succeeded.</summary>
    public long Succeeded => Slices.Sum(slice => slice.Succeeded);

    /// <summary>Failed attempts by kind.</summary>
    public ImmutableSortedDictionary<string, long> Errors => Sum(Slices.SelectMany(slice => slice.Errors));

    /// <summary>Of those that change something. A system that answers reads alone is down, so what is felt of a fault is told by these.</summary>
    public static CallerSeries OfCommands(IEnumerable<DriverResult> drivers, int sliceMilliseconds) =>
        Of(drivers, sliceMilliseconds, slice => new CallerSlice(slice.Commands, slice.CommandErrors));

    public static CallerSeries OfReads(IEnumerable<DriverResult> drivers, int sliceMilliseconds) => Of(drivers, sliceMilliseconds, slice => new CallerSlice(
        slice.Succeeded - slice.Commands,
        slice.Errors.Select(error => KeyValuePair.Create(error.Key, error.Value - slice.CommandErrors.GetValueOrDefault(error.Key)))
            .Where(error => error.Value > 0).ToImmutableSortedDictionary(StringComparer.Ordinal)));

    private static CallerSeries Of(IEnumerable<DriverResult> drivers, int sliceMilliseconds, Func<DriverSlice, CallerSlice> sort)
    {
        var all = drivers.SelectMany(driver => driver.Slices).Where(slice => slice.Index >= 0).ToLookup(slice => slice.Index, sort);
        var count = all.Count == 0 ? 0 : all.Max(slices => slices.Key) + 1;
        return new CallerSeries(sliceMilliseconds / 1_000.0, [.. Enumerable.Range(0, count).Select(index =>
            new CallerSlice(all[index].Sum(slice => slice.Succeeded), Sum(all[index].SelectMany(slice => slice.Errors))))]);
    }

    private static ImmutableSortedDictionary<string, long> Sum(IEnumerable<KeyValuePair<string, long>> errors) =>
        errors.GroupBy(error => error.Key).ToImmutableSortedDictionary(kind => kind.Key, kind => kind.Sum(error => error.Value), StringComparer.Ordinal);
}

/// <param name="Errors">By kind.</param>
internal sealed record CallerSlice(long Succeeded, ImmutableSortedDictionary<string, long> Errors);
