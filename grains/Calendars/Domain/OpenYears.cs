using NodaTime;

namespace AfterSales.Calendars;

/// <summary>
/// The years of a calendar, each worked out when it is first asked for. A few are kept: promises look days ahead, so nearly every question is about
/// this year or the next, and memory stays bounded whatever is asked.
/// </summary>
internal sealed class OpenYears(CalendarDefinition definition)
{
    private const int Kept = 16;
    private const int LastYear = 9999;

    private readonly DayHours _hours = new(definition);
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[definition.Zone];

    // Two threads may work out the same year: both get the same, and one of the two stays.
    private readonly Slot?[] _slots = new Slot?[Kept];

    public OpenYear At(long utcTicks)
    {
        var year = new DateTime(utcTicks, DateTimeKind.Utc).Year;
        ref var slot = ref _slots[year % Kept];
        if (Volatile.Read(ref slot) is { } known && known.Year == year)
        {
            return known.Hours;
        }

        var made = new Slot(year, Make(year));
        Volatile.Write(ref slot, made);
        return made.Hours;
    }

    /// <summary>Stretch by stretch of one offset from UTC; within one, local days are plain arithmetic.</summary>
    private OpenYear Make(int year)
    {
        var begin = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
        var end = year == LastYear ? DateTime.MaxValue.Ticks : new DateTime(year + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
        var (starts, ends) = (new List<long>(), new List<long>());
        foreach (var stretch in _zone.GetZoneIntervals(InstantOf(begin), InstantOf(end)))
        {
            var from = stretch.HasStart ? Math.Max(begin, TicksOf(stretch.Start)) : begin;
            var to = stretch.HasEnd ? Math.Min(end, TicksOf(stretch.End)) : end;
            Add(from, to, stretch.WallOffset.Ticks, starts, ends);
        }

        return new OpenYear(end, [.. starts], [.. ends]);
    }

    private void Add(long from, long to, long offset, List<long> starts, List<long> ends)
    {
        for (var day = DayOf(from + offset); day <= DayOf(to - 1 + offset); day++)
        {
            var midnight = (day * TimeSpan.TicksPerDay) - offset;
            foreach (var (open, close) in _hours.Of(day))
            {
                var (start, end) = (Math.Max(from, midnight + open), Math.Min(to, midnight + close));
                if (start >= end)
                {
                    continue;
                }

                if (ends.Count > 0 && ends[^1] == start)
                {
                    ends[^1] = end;
                }
                else
                {
                    starts.Add(start);
                    ends.Add(end);
                }
            }
        }
    }

    /// <summary>Local midnight of year 1 may lie before the first tick, so the quotient is rounded down.</summary>
    private static int DayOf(long localTicks) => (int)((localTicks >= 0 ? localTicks : localTicks - TimeSpan.TicksPerDay + 1) / TimeSpan.TicksPerDay);

    private static Instant InstantOf(long utcTicks) => Instant.FromUnixTimeTicks(utcTicks - DateTime.UnixEpoch.Ticks);

    private static long TicksOf(Instant instant) => instant.ToUnixTimeTicks() + DateTime.UnixEpoch.Ticks;

    private sealed record Slot(int Year, OpenYear Hours);
}
