using AfterSales.LoadTests.Driving;

namespace AfterSales.LoadTests.Chaos.Timing;

/// <summary>What all callers together saw, slice by slice.</summary>
/// <param name="SliceSeconds">Length of a slice: the resolution of every time that is read from it.</param>
internal sealed record CallerSeries(double SliceSeconds, ImmutableArray<CallerSlice> Slices)
{
    public static CallerSeries Of(IEnumerable<DriverResult> drivers, int sliceMilliseconds)
    {
        var all = drivers.SelectMany(driver => driver.Slices).Where(slice => slice.Index >= 0).ToLookup(slice => slice.Index);
        var count = all.Count == 0 ? 0 : all.Max(slices => slices.Key) + 1;
        return new CallerSeries(sliceMilliseconds / 1_000.0, [.. Enumerable.Range(0, count).Select(index => Sum(all[index]))]);
    }

    private static CallerSlice Sum(IEnumerable<DriverSlice> slices)
    {
        var list = slices.ToList();
        return new CallerSlice(
            list.Sum(slice => slice.Succeeded),
            list.SelectMany(slice => slice.Errors).GroupBy(error => error.Key).ToImmutableSortedDictionary(kind => kind.Key, kind => kind.Sum(error => error.Value)));
    }
}

/// <param name="Errors">By kind.</param>
internal sealed record CallerSlice(long Succeeded, ImmutableSortedDictionary<string, long> Errors);
