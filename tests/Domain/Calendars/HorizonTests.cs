using AfterSales.Calendars;
using Xunit;
using static AfterSales.Tests.Domain.Calendars.Make;

namespace AfterSales.Tests.Domain.Calendars;

/// <summary>What lies further away than fifty years is never reached, and nothing loops or overflows on the way.</summary>
public sealed class HorizonTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 1, 0, 0, TimeSpan.Zero);

    private static readonly BusinessCalendar Never = Calendar("Asia/Shanghai", new WeekHours());

    private static readonly BusinessCalendar Mondays = Calendar("Europe/Berlin", new WeekHours { Monday = Hours("09:00-09:01") });

    [Fact]
    public void A_calendar_that_never_opens_gives_the_horizon()
    {
        Assert.False(Never.IsOpen(Now));
        Assert.Equal(Now + BusinessCalendar.Horizon, Never.NextOpening(Now));
        Assert.Equal(Now + BusinessCalendar.Horizon, Never.Add(Now, TimeSpan.FromTicks(1)));
        Assert.Equal(TimeSpan.Zero, Never.Between(Now, DateTimeOffset.MaxValue));
    }

    [Fact]
    public void More_open_time_than_fifty_years_have_saturates()
    {
        Assert.Equal(Now + BusinessCalendar.Horizon, Mondays.Add(Now, TimeSpan.FromDays(3)));
        Assert.Equal(Now + BusinessCalendar.Horizon, Mondays.Add(Now, TimeSpan.MaxValue));
        Assert.Equal(Mondays.Between(Now, Now + BusinessCalendar.Horizon), Mondays.Between(Now, DateTimeOffset.MaxValue));
    }

    [Fact]
    public void Thousands_of_closed_days_are_skipped()
    {
        var first = new DateOnly(2026, 3, 9);
        var closed = Calendar("Asia/Shanghai", EveryDay(Office), [.. Enumerable.Range(0, 2_000).Select(day => Day(first.AddDays(day).ToString("yyyy-MM-dd")))]);
        var opening = At("Asia/Shanghai", first.AddDays(2_000).ToString("yyyy-MM-dd") + " 09:00");
        Assert.Equal(opening, closed.NextOpening(Now));
        Assert.Equal(opening.AddHours(1), closed.Add(Now, TimeSpan.FromHours(1)));
    }

    [Fact]
    public void The_ends_of_time_are_answered_too()
    {
        foreach (var calendar in new[] { Never, Mondays, Calendar("Pacific/Kiritimati", EveryDay(Hours("00:00-24:00"))) })
        {
            foreach (var at in new[] { DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue.AddDays(-1) })
            {
                calendar.IsOpen(at);
                Assert.InRange(calendar.NextOpening(at), at, DateTimeOffset.MaxValue);
                Assert.InRange(calendar.Add(at, TimeSpan.FromDays(400)), at, DateTimeOffset.MaxValue);
                Assert.InRange(calendar.Between(at, DateTimeOffset.MaxValue), TimeSpan.Zero, BusinessCalendar.Horizon);
            }
        }
    }

    [Fact]
    public void Two_threads_may_ask_at_once()
    {
        var expected = Mondays.Add(Now, TimeSpan.FromMinutes(100));
        var shared = Calendar("Europe/Berlin", new WeekHours { Monday = Hours("09:00-09:01") });
        Parallel.For(0, 200, i => Assert.Equal(i % 2 == 0 ? expected : Now + BusinessCalendar.Horizon, shared.Add(Now, i % 2 == 0 ? TimeSpan.FromMinutes(100) : TimeSpan.FromDays(3))));
    }
}
