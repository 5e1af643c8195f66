using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Values;
using AfterSales.Calendars;

namespace AfterSales.Api.Calendars;

/// <summary>The body of a calendar; what its values may be is said in one place, where the catalog keeps it.</summary>
internal static class CalendarRules
{
    /// <summary>Two thousand dates with names and hours fit.</summary>
    public const int MaxBytes = 512 * 1024;

    public static BodyBinding<CalendarInput> Calendar { get; } = new(ApiJson.Requests.CalendarInput, Check, complete: CalendarInput.Complete);

    private static void Check(CalendarInput body, ErrorList errors)
    {
        foreach (var error in CalendarValidator.Check(body.ToDefinition()))
        {
            errors.Add(error.Pointer, error.Message);
        }
    }
}
