using AfterSales.Calendars;
using Xunit;
using static AfterSales.Tests.Domain.Calendars.Make;

namespace AfterSales.Tests.Domain.Calendars;

/// <summary>The calendar the product ships, against the published list of holidays and make-up workdays where that is there.</summary>
public sealed class ShippedCalendarTests
{
    private const string Variable = "AFTERSALES_DATA";
    private const string Shanghai = "Asia/Shanghai";

    private static readonly BusinessCalendar China = BuiltInCalendars.Set.Find("cn-business")!;

    [Fact]
    public void It_is_valid_and_says_where_its_dates_are_from()
    {
        var document = Assert.Single(BuiltInCalendars.Document.Calendars);
        Assert.Equal(("cn-business", 1, null, null), (document.Id, document.Version, document.UpdatedAt, document.UpdatedBy));
        Assert.Empty(CalendarValidator.Check(document.Definition));
        Assert.Contains("国务院办公厅", document.Definition.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-02-13 17:00", 2, "2026-02-14 10:00")]
    [InlineData("2026-02-14 17:30", 1, "2026-02-24 09:30")]
    [InlineData("2026-03-09 11:00", 24, "2026-03-12 11:00")]
    [InlineData("2025-09-30 17:00", 8, "2025-10-09 17:00")]
    [InlineData("2025-10-10 18:00", 1, "2025-10-11 10:00")]
    public void Promises_skip_holidays_and_count_make_up_workdays(string from, int hours, string due) =>
        Assert.Equal(At(Shanghai, due), China.Add(At(Shanghai, from), TimeSpan.FromHours(hours)));

    [Fact]
    public void Every_day_of_2023_to_2026_is_worked_as_published()
    {
        var file = Path.Combine(DataFolder(), "cn_holidays", "holidays_2023_2026.csv");
        Assert.SkipWhen(!File.Exists(file), $"{file} is not there; set {Variable} to the folder with the public data.");
        var published = File.ReadLines(file).Skip(1).Select(line => line.Split(','))
            .ToDictionary(fields => DateOnly.ParseExact(fields[1], "yyyy-MM-dd"), fields => fields[3] == "false");
        Assert.True(published.Count > 130);
        var days = 0;
        for (var day = new DateOnly(2022, 12, 31); day <= new DateOnly(2026, 12, 31); day = day.AddDays(1), days++)
        {
            var isWeekday = day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
            var works = published.TryGetValue(day, out var listed) ? listed : isWeekday;
            var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.FromHours(8));
            Assert.True(TimeSpan.FromHours(works ? 8 : 0) == China.Between(midnight, midnight.AddDays(1)), $"{day:O} should {(works ? "be worked" : "be off")}.");
        }

        Assert.Equal(1_462, days);
    }

    /// <summary>As the variable says, else beside the checkout.</summary>
    private static string DataFolder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return named;
        }

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.Parent is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "..", "shared", "data");
    }
}
