using System.Globalization;
using AfterSales.Notifications;
using Xunit;

namespace AfterSales.Tests.Domain.Notifications;

public sealed class QuietHoursTests
{
    [Theory]
    // Over midnight in Shanghai (+8): 14:00Z is 22:00 there, 00:00Z is 08:00.
    [InlineData("22:00", "08:00", "Asia/Shanghai", "2026-03-04T13:59:59Z", "2026-03-04T13:59:59Z")]
    [InlineData("22:00", "08:00", "Asia/Shanghai", "2026-03-04T14:00:00Z", "2026-03-05T00:00:00Z")]
    [InlineData("22:00", "08:00", "Asia/Shanghai", "2026-03-04T23:59:59Z", "2026-03-05T00:00:00Z")]
    [InlineData("22:00", "08:00", "Asia/Shanghai", "2026-03-05T00:00:00Z", "2026-03-05T00:00:00Z")]
    // Within a day.
    [InlineData("12:00", "14:00", "Asia/Shanghai", "2026-03-04T04:30:00Z", "2026-03-04T06:00:00Z")]
    [InlineData("12:00", "14:00", "Asia/Shanghai", "2026-03-04T06:00:00Z", "2026-03-04T06:00:00Z")]
    // Never.
    [InlineData("00:00", "00:00", "Asia/Shanghai", "2026-03-04T16:00:00Z", "2026-03-04T16:00:00Z")]
    // Clocks go forward on 2026-03-29 in Berlin (02:00 -> 03:00): the night is an hour shorter.
    [InlineData("22:00", "08:00", "Europe/Berlin", "2026-03-28T22:00:00Z", "2026-03-29T06:00:00Z")]
    // An end that does not exist that night is as long after it: 02:30 is 03:30 summer time.
    [InlineData("22:00", "02:30", "Europe/Berlin", "2026-03-28T22:00:00Z", "2026-03-29T01:30:00Z")]
    // Clocks go back on 2026-10-25 (03:00 -> 02:00): the night is an hour longer.
    [InlineData("22:00", "08:00", "Europe/Berlin", "2026-10-24T21:00:00Z", "2026-10-25T07:00:00Z")]
    // An end that comes twice: the first one, and from within the second hour the second one.
    [InlineData("22:00", "02:30", "Europe/Berlin", "2026-10-24T21:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("22:00", "02:30", "Europe/Berlin", "2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z")]
    public void A_moment_is_put_off_to_the_end_of_the_quiet_hours(string from, string to, string zone, string moment, string expected) =>
        Assert.Equal(At(expected), QuietHours.Of(from, to, zone).After(At(moment)));

    /// <summary>Whatever the zone does to its clocks: never back, never more than a day and two hours ahead, and quiet no more.</summary>
    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/St_Johns")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Shanghai")]
    public void The_end_is_ahead_and_is_an_end(string zone)
    {
        foreach (var quiet in new[] { QuietHours.Of("22:00", "08:00", zone), QuietHours.Of("01:15", "02:45", zone), QuietHours.Of("23:00", "02:15", zone) })
        {
            for (var moment = At("2026-01-01T00:00:00Z"); moment < At("2027-01-01T00:00:00Z"); moment = moment.AddMinutes(37))
            {
                var end = quiet.After(moment);
                Assert.InRange(end - moment, TimeSpan.Zero, TimeSpan.FromHours(26));
                Assert.True(quiet.After(end) - end <= TimeSpan.FromHours(1), $"{quiet} at {moment}");
            }
        }
    }

    [Theory]
    [InlineData("22:00", true)]
    [InlineData("00:00", true)]
    [InlineData("24:00", false)]
    [InlineData("7:00", false)]
    [InlineData("07:0", false)]
    [InlineData("07:00:00", false)]
    [InlineData("", false)]
    public void A_time_is_two_digits_a_colon_and_two_digits(string text, bool isTime) => Assert.Equal(isTime, QuietHours.IsTime(text));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
