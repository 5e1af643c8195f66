namespace AfterSales.Calendars;

/// <summary>
/// The opening hours of one year (UTC) as instants: disjoint, in order, none touching the next. Open time before each is summed up, so that any
/// question is one binary search. All in ticks.
/// </summary>
/// <param name="end">Where the next year begins.</param>
/// <param name="starts">Of the intervals.</param>
/// <param name="ends">Of the intervals.</param>
internal sealed class OpenYear(long end, long[] starts, long[] ends)
{
    private readonly long[] _before = Sums(starts, ends);

    public long End => end;

    /// <summary>Open time of the whole year.</summary>
    public long Total => _before[^1];

    public bool IsOpen(long at) => Last(at) is >= 0 and var i && at < ends[i];

    /// <summary>The instant itself while it is open; <see cref="long.MaxValue"/> when nothing opens any more this year.</summary>
    public long NextOpening(long at)
    {
        var i = Last(at);
        return i >= 0 && at < ends[i] ? at
            : i + 1 < starts.Length ? starts[i + 1]
            : long.MaxValue;
    }

    /// <summary>Open time from the year's beginning to an instant of it.</summary>
    public long Before(long at) => Last(at) is >= 0 and var i ? _before[i] + Math.Min(at, ends[i]) - starts[i] : 0;

    /// <summary>The first instant by which so much of the year's open time has passed.</summary>
    /// <param name="open">More than none, at most <see cref="Total"/>.</param>
    public long After(long open)
    {
        // The last interval with less than that before it; sums grow, for no interval is empty.
        var found = Array.BinarySearch(_before, open);
        var i = (found < 0 ? ~found : found) - 1;
        return starts[i] + (open - _before[i]);
    }

    /// <summary>The last interval that has begun; -1: none.</summary>
    private int Last(long at)
    {
        var found = Array.BinarySearch(starts, at);
        return found < 0 ? ~found - 1 : found;
    }

    /// <summary>Open time before each interval, and after the last.</summary>
    private static long[] Sums(long[] starts, long[] ends)
    {
        var sums = new long[starts.Length + 1];
        for (var i = 0; i < starts.Length; i++)
        {
            sums[i + 1] = sums[i] + ends[i] - starts[i];
        }

        return sums;
    }
}
