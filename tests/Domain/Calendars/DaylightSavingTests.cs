using AfterSales.Calendars;
using Xunit;
using static AfterSales.Tests.Domain.Calendars.Make;

namespace AfterSales.Tests.Domain.Calendars;

/// <summary>Skipped local time is not open, repeated local time is open twice; in Berlin 2026 on 29 March at 02:00 and 25 October at 03:00.</summary>
public sealed class DaylightSavingTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "01:00-04:00", 120)]
    [InlineData("Europe/Berlin", "2026-03-29", "02:15-02:45", 0)]
    [InlineData("Europe/Berlin", "2026-03-29", "02:30-05:00", 120)]
    [InlineData("Europe/Berlin", "2026-03-29", "00:00-24:00", 23 * 60)]
    [InlineData("Europe/Berlin", "2026-10-25", "01:00-04:00", 240)]
    [InlineData("Europe/Berlin", "2026-10-25", "02:15-02:45", 60)]
    [InlineData("Europe/Berlin", "2026-10-25", "00:00-24:00", 25 * 60)]
    [InlineData("America/Santiago", "2026-09-06", "00:00-24:00", 23 * 60)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "00:00-24:00", (24 * 60) + 30)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "01:45-03:00", 45)]
    [InlineData("Pacific/Apia", "2011-12-30", "00:00-24:00", 0)]
    [InlineData("Asia/Shanghai", "2026-03-29", "00:00-24:00", 24 * 60)]
    public void The_open_time_of_a_day_is_what_really_passes(string zone, string date, string hours, int minutes)
    {
        var calendar = Calendar(zone, new WeekHours(), Day(date, hours));
        var from = new DateTimeOffset(DateTime.ParseExact(date, "yyyy-MM-dd", null), TimeSpan.Zero).AddDays(-2);
        Assert.Equal(TimeSpan.FromMinutes(minutes), calendar.Between(from, from.AddDays(5)));
    }

    [Fact]
    public void A_repeated_interval_is_open_in_both_its_hours_and_closed_between()
    {
        var calendar = Calendar("Europe/Berlin", EveryDay(Hours("02:15-02:45")));
        var first = new DateTimeOffset(2026, 10, 25, 0, 15, 0, TimeSpan.Zero);
        Assert.Equal(first, calendar.NextOpening(first.AddHours(-1)));
        Assert.Equal(first.AddMinutes(30), calendar.Add(first, TimeSpan.FromMinutes(30)));
        Assert.Equal(first.AddMinutes(60), calendar.NextOpening(first.AddMinutes(30)));
        Assert.Equal(first.AddMinutes(90), calendar.Add(first, TimeSpan.FromMinutes(60)));
    }

    [Fact]
    public void A_day_of_work_across_the_gap_takes_an_hour_of_the_clock_more()
    {
        var calendar = Calendar("Europe/Berlin", EveryDay(Hours("00:00-06:00")));
        Assert.Equal(At("Europe/Berlin", "2026-03-29 05:00"), calendar.Add(At("Europe/Berlin", "2026-03-29 00:00"), TimeSpan.FromHours(4)));
    }
}
