using System.Globalization;
using System.Text.RegularExpressions;

namespace AfterSales.Calendars;

/// <summary>Dates and times of day as calendars write them.</summary>
internal static partial class LocalTexts
{
    public const int MinutesInDay = 24 * 60;

    /// <summary>Minutes since midnight of <c>HH:mm</c>, up to <c>24:00</c>; null when it is none.</summary>
    public static int? Minutes(string? time) =>
        !Time().IsMatch(time ?? "") ? null : (int.Parse(time.AsSpan(0, 2)) * 60) + int.Parse(time.AsSpan(3));

    /// <summary>Of <c>yyyy-MM-dd</c>; null when there is no such date.</summary>
    public static DateOnly? Date(string? date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var found) ? found : null;

    [GeneratedRegex(@"\A(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)\z")]
    private static partial Regex Time();
}
