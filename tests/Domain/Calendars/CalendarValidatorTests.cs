using System.Collections.Immutable;
using AfterSales.Calendars;
using Xunit;
using static AfterSales.Tests.Domain.Calendars.Make;

namespace AfterSales.Tests.Domain.Calendars;

public sealed class CalendarValidatorTests
{
    private static readonly CalendarDefinition Sound = Definition("Asia/Shanghai", Weekdays(Office));

    public static TheoryData<string, CalendarDefinition> Faults => new()
    {
        { "/name", Sound with { Name = " " } },
        { "/name", Sound with { Name = new string('x', 101) } },
        { "/name", Sound with { Name = "two\nlines" } },
        { "/name", Sound with { Name = null! } },
        { "/source", Sound with { Source = new string('x', 501) } },
        { "/zone", Sound with { Zone = "Asia/Pekin" } },
        { "/zone", Sound with { Zone = "asia/shanghai" } },
        { "/zone", Sound with { Zone = "UTC+08:00" } },
        { "/zone", Sound with { Zone = null! } },
        { "/week", Sound with { Week = null! } },
        { "/week", Sound with { Week = new WeekHours() } },
        { "/week/monday/0/from", Week("9:00-12:00 ") },
        { "/week/monday/0/from", Week("24:00-24:00") },
        { "/week/monday/0/to", Week("09:00-24:01") },
        { "/week/monday/0/to", Week("09:00-23:60") },
        { "/week/monday/0/to", Week("09:00-09:00") },
        { "/week/monday/0/to", Week("22:00-06:00") },
        { "/week/monday/1", Week("09:00-12:00", "11:59-18:00") },
        { "/week/monday/2", Week("09:00-12:00", "13:00-18:00", "08:00-20:00") },
        { "/week/monday/1", Week("09:00-12:00", "09:00-12:00") },
        { "/week/monday", Sound with { Week = Sound.Week with { Monday = [.. Enumerable.Range(0, 9).Select(hour => new OpenHours($"0{hour}:00", $"0{hour}:30"))] } } },
        { "/days/0/date", With(Day("2026-02-29")) },
        { "/days/0/date", With(Day("2026-2-9")) },
        { "/days/1/date", With(Day("2026-03-12"), Day("2026-03-12", "09:00-10:00")) },
        { "/days/0/like", With(Day("2026-03-12", "09:00-10:00") with { Like = DayOfWeek.Monday }) },
        { "/days/0/like", With(Day("2026-03-12") with { Like = (DayOfWeek)7 }) },
        { "/days/0/name", With(Day("2026-03-12") with { Name = new string('x', 101) }) },
        { "/days/0/hours/1", With(Day("2026-03-12", "09:00-10:00", "09:30-11:00")) },
        { "/days/0/hours/0/to", With(Day("2026-03-12", "09:00-08:00")) },
        { "/days", With([.. Enumerable.Range(0, 2_001).Select(day => Day(new DateOnly(2026, 1, 1).AddDays(day).ToString("yyyy-MM-dd")))]) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_where_it_is(string pointer, CalendarDefinition definition) =>
        Assert.Equal([pointer], CalendarValidator.Check(definition).Select(error => error.Pointer));

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var wrong = Definition(
            "Nowhere", new WeekHours { Friday = Hours("25:00-26:00", "10:00-11:00", "10:30-10:20") }, Day("tomorrow"), Day("2026-03-12", "10:00-11:00") with { Like = 0 });
        Assert.Equal(
            ["/name", "/zone", "/week/friday/0/from", "/week/friday/0/to", "/week/friday/2/to", "/days/0/date", "/days/1/like"],
            CalendarValidator.Check(wrong with { Name = "" }).Select(error => error.Pointer));
    }

    [Fact]
    public void A_calendar_that_is_wrong_everywhere_gets_an_answer_of_bounded_size() =>
        Assert.Equal(100, CalendarValidator.Check(With([.. Enumerable.Repeat(Day("never", "99:99-99:99"), 2_000)])).Length);

    [Fact]
    public void What_may_be_is_accepted() => Assert.Empty(CalendarValidator.Check(Sound with
    {
        Zone = "Asia/Calcutta",
        Week = new WeekHours { Sunday = Hours("13:00-24:00", "00:00-06:00", "06:00-13:00") },
        Days = [Day("2024-02-29"), Day("2026-03-14") with { Like = DayOfWeek.Sunday, Name = "调休上班" }, Day("2026-03-15", "10:00-10:01")],
        Source = "Our own.",
    }));

    private static CalendarDefinition Week(params string[] hours) => Sound with { Week = Sound.Week with { Monday = [.. hours.Select(Split)] } };

    private static OpenHours Split(string hours) => new(hours.Split('-')[0], hours.Split('-')[1].Trim());

    private static CalendarDefinition With(params CalendarDay[] days) => Sound with { Days = [.. days] };
}
