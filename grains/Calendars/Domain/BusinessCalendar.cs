namespace AfterSales.Calendars;

/// <summary>
/// A calendar made ready to count with. Immutable and pure; safe to share between threads. Exact to 100 ns.
/// <para>An instant is open when the clock on the wall of the calendar's zone shows a time within the hours of the date it shows. So what daylight
/// saving skips is not open, what it repeats is open twice, and what is counted is always time that really passes.</para>
/// <para>Nothing is looked for further away than <see cref="Horizon"/>: what would be later is given as that far away, and counted no further.</para>
/// </summary>
public sealed class BusinessCalendar
{
    private readonly CalendarDocument _document;
    private readonly OpenYears _years;

    /// <param name="document">Valid, as everything in the catalog is (<see cref="CalendarValidator"/>).</param>
    public BusinessCalendar(CalendarDocument document)
    {
        _document = document;
        _years = new OpenYears(document.Definition);
    }

    /// <summary>50 years: a time so far away stands for never.</summary>
    public static TimeSpan Horizon { get; } = TimeSpan.FromDays(18_262);

    public string Id => _document.Id;

    public int Version => _document.Version;

    internal CalendarDocument Document => _document;

    /// <summary>Whether an instant is within opening hours; intervals are half-open.</summary>
    public bool IsOpen(DateTimeOffset at) => IsOpen(at.UtcTicks);

    /// <summary>The instant itself while it is open, otherwise the next opening.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset at) => Utc(NextOpening(at.UtcTicks));

    /// <summary>
    /// The first instant by which so much open time has passed since <paramref name="from"/>: at the very end of an interval that end, not the next
    /// opening. Outside opening hours counting begins at the next opening. No time, or less, gives <paramref name="from"/> itself.
    /// <c>Between(from, Add(from, open)) == open</c>, and adding twice is adding the sum.
    /// </summary>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan open) => Utc(Add(from.UtcTicks, open.Ticks));

    /// <summary>Open time from one instant to a later one; zero when it is not later.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to) => TimeSpan.FromTicks(Between(from.UtcTicks, to.UtcTicks));

    /// <summary>As the others, in UTC ticks.</summary>
    internal bool IsOpen(long at) => _years.At(at).IsOpen(at);

    internal long NextOpening(long at)
    {
        var limit = Limit(at);
        var year = _years.At(at);
        var opening = year.NextOpening(at);
        while (opening == long.MaxValue && year.End < limit)
        {
            year = _years.At(year.End);
            opening = year.NextOpening(at);
        }

        return Math.Min(opening, limit);
    }

    internal long Add(long from, long open)
    {
        if (open <= 0)
        {
            return from;
        }

        var limit = Limit(from);
        if (open > limit - from)
        {
            return limit;
        }

        var year = _years.At(from);
        for (var wanted = year.Before(from) + open; ; wanted -= year.Total, year = _years.At(year.End))
        {
            if (wanted <= year.Total)
            {
                return Math.Min(year.After(wanted), limit);
            }

            if (year.End >= limit)
            {
                return limit;
            }
        }
    }

    internal long Between(long from, long to)
    {
        to = Math.Min(to, Limit(from));
        if (to <= from)
        {
            return 0;
        }

        var year = _years.At(from);
        var open = -year.Before(from);
        while (year.End < to)
        {
            open += year.Total;
            year = _years.At(year.End);
        }

        return open + year.Before(to);
    }

    private static long Limit(long from) => from > DateTimeOffset.MaxValue.Ticks - Horizon.Ticks ? DateTimeOffset.MaxValue.Ticks : from + Horizon.Ticks;

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);
}
