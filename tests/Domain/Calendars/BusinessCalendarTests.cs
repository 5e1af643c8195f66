using AfterSales.Calendars;
using Xunit;
using static AfterSales.Tests.Domain.Calendars.Make;

namespace AfterSales.Tests.Domain.Calendars;

/// <summary>Business time by table: 2026-03-09 is a Monday.</summary>
public sealed class BusinessCalendarTests
{
    private const string Shanghai = "Asia/Shanghai";

    private static readonly BusinessCalendar Office = Calendar(
        Shanghai,
        Weekdays(Make.Office),
        Day("2026-03-12"),
        new CalendarDay { Date = "2026-03-14", Like = DayOfWeek.Friday },
        Day("2026-03-15", "22:00-24:00"),
        Day("2026-03-16", "00:00-02:00"));

    [Theory]
    [InlineData("2026-03-09 08:59", false)]
    [InlineData("2026-03-09 09:00", true)]
    [InlineData("2026-03-09 11:59", true)]
    [InlineData("2026-03-09 12:00", false)]
    [InlineData("2026-03-09 18:00", false)]
    [InlineData("2026-03-12 10:00", false)]
    [InlineData("2026-03-14 10:00", true)]
    [InlineData("2026-03-15 23:59", true)]
    [InlineData("2026-03-16 00:00", true)]
    [InlineData("2026-03-16 10:00", false)]
    public void Intervals_are_half_open_and_dates_have_hours_of_their_own(string at, bool open) => Assert.Equal(open, Office.IsOpen(At(Shanghai, at)));

    [Theory]
    [InlineData("2026-03-09 10:00", "2026-03-09 10:00")]
    [InlineData("2026-03-09 12:00", "2026-03-09 13:00")]
    [InlineData("2026-03-11 18:00", "2026-03-13 09:00")]
    [InlineData("2026-03-14 18:00", "2026-03-15 22:00")]
    public void The_next_opening_is_the_instant_itself_while_it_is_open(string at, string opening) =>
        Assert.Equal(At(Shanghai, opening), Office.NextOpening(At(Shanghai, at)));

    [Theory]
    [InlineData("2026-03-09 10:00", 60, "2026-03-09 11:00")]
    [InlineData("2026-03-09 10:00", 120, "2026-03-09 12:00")]
    [InlineData("2026-03-09 10:00", 121, "2026-03-09 13:01")]
    [InlineData("2026-03-09 12:30", 1, "2026-03-09 13:01")]
    [InlineData("2026-03-07 03:00", 480, "2026-03-09 18:00")]
    [InlineData("2026-03-11 17:00", 120, "2026-03-13 10:00")]
    [InlineData("2026-03-15 23:00", 90, "2026-03-16 00:30")]
    [InlineData("2026-03-15 23:00", 181, "2026-03-17 09:01")]
    public void Time_is_added_while_it_is_open_and_ends_at_the_end_of_an_interval(string from, int minutes, string due) =>
        Assert.Equal(At(Shanghai, due), Office.Add(At(Shanghai, from), TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void No_time_or_less_adds_nothing_also_while_closed(int minutes) =>
        Assert.Equal(At(Shanghai, "2026-03-09 12:30"), Office.Add(At(Shanghai, "2026-03-09 12:30"), TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData("2026-03-09 08:00", "2026-03-09 20:00", 480)]
    [InlineData("2026-03-09 11:30", "2026-03-09 13:30", 60)]
    [InlineData("2026-03-09 09:00", "2026-03-16 09:00", (5 * 480) + 240)]
    [InlineData("2026-03-09 10:00", "2026-03-09 10:00", 0)]
    [InlineData("2026-03-09 10:00", "2026-03-09 09:30", 0)]
    public void Open_time_between_two_instants_is_counted(string from, string to, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Office.Between(At(Shanghai, from), At(Shanghai, to)));

    [Fact]
    public void Nothing_is_rounded()
    {
        var from = At(Shanghai, "2026-03-09 11:59").AddTicks(1);
        var due = Office.Add(from, TimeSpan.FromMinutes(1));
        Assert.Equal(At(Shanghai, "2026-03-09 13:00").AddTicks(1), due);
        Assert.Equal(TimeSpan.FromMinutes(1), Office.Between(from, due));
        Assert.Equal(TimeSpan.FromTicks(1), Office.Between(due.AddTicks(-1), due));
    }

    [Fact]
    public void Hours_that_touch_are_one_interval()
    {
        var calendar = Calendar(Shanghai, Weekdays(Hours("12:00-18:00", "09:00-12:00")));
        Assert.True(calendar.IsOpen(At(Shanghai, "2026-03-09 12:00")));
        Assert.Equal(At(Shanghai, "2026-03-09 13:00"), calendar.Add(At(Shanghai, "2026-03-09 11:00"), TimeSpan.FromHours(2)));
    }

    [Fact]
    public void The_turn_of_the_year_is_no_border()
    {
        var always = Calendar("Pacific/Auckland", EveryDay(Hours("00:00-24:00")));
        var from = new DateTimeOffset(2026, 12, 31, 23, 0, 0, TimeSpan.Zero);
        Assert.Equal(from.AddHours(2), always.Add(from, TimeSpan.FromHours(2)));
        Assert.Equal(from.AddDays(3_653), always.Add(from, TimeSpan.FromDays(3_653)));
        Assert.Equal(TimeSpan.FromDays(7_000), always.Between(from, from.AddDays(7_000)));
    }
}
