using AfterSales.Api.Http;
using AfterSales.Api.Idempotency;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Api.Values;
using AfterSales.Calendars;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Calendars;

/// <summary>Calendars as configured; asked of the catalog itself, so never behind a write.</summary>
internal static class CalendarDefinitions
{
    /// <summary>No revision of the catalog: all of it is wanted.</summary>
    private const int Unknown = -1;

    public static async Task<Results<JsonAnswer<CalendarListBody>, ProblemAnswer>> List([FromServices] IGrainFactory grains)
    {
        var all = await All(grains);
        return all.Succeeded
            ? new JsonAnswer<CalendarListBody>(new CalendarListBody([.. all.Value.Calendars.OrEmpty().Select(CalendarHead.Of)]), ApiJson.Responses.CalendarListBody)
            : (ProblemAnswer)all.Failure;
    }

    public static async Task<Results<JsonAnswer<CalendarBody>, NotModified, ProblemAnswer>> Get(
        string id, HttpContext http, [FromServices] IGrainFactory grains)
    {
        var found = await Find(id, grains);
        return !found.Succeeded ? (ProblemAnswer)found.Failure
            : ETags.NoneMatches(http.Request, found.Value.Version) ? new NotModified(ETags.Of(found.Value.Version))
            : Answer(found.Value);
    }

    public static async Task<Results<JsonAnswer<CalendarBody>, ProblemAnswer>> Put(string id, HttpContext http, [FromServices] IGrainFactory grains)
    {
        if (!TextRules.IsId(id))
        {
            return (ProblemAnswer)Refusals.BadId;
        }

        var change = await Change<CalendarInput>.Read(http, CalendarRules.Calendar, CalendarRules.MaxBytes, $"calendar {id}");
        if (!change.Succeeded)
        {
            return (ProblemAnswer)change.Failure;
        }

        // Decides between 200 and 201 only; of two callers who create it at once both may be told 201.
        var existed = (await Find(id, grains)).Succeeded;
        var put = await Catalog(grains).Put(id, change.Value.Body.ToDefinition(), change.Value.Context);
        return put.Succeeded ? Answer(put.Value, existed ? StatusCodes.Status200OK : StatusCodes.Status201Created) : (ProblemAnswer)put.Failure;
    }

    private static async Task<Outcome<CalendarDocument>> Find(string id, IGrainFactory grains)
    {
        var all = await All(grains);
        if (!all.Succeeded)
        {
            return all.Failure;
        }

        return all.Value.Calendars.OrEmpty().FirstOrDefault(calendar => calendar.Id == id) is { } found ? found : Refusals.NotFound;
    }

    private static async Task<Outcome<CalendarCatalogDocument>> All(IGrainFactory grains)
    {
        var answer = await Catalog(grains).GetAll(Unknown);
        return answer.Succeeded ? answer.Value.Document! : answer.Failure;
    }

    private static ICalendarCatalogGrain Catalog(IGrainFactory grains) => grains.GetGrain<ICalendarCatalogGrain>(ICalendarCatalogGrain.Key);

    private static JsonAnswer<CalendarBody> Answer(CalendarDocument calendar, int status = StatusCodes.Status200OK) =>
        new(CalendarBody.Of(calendar), ApiJson.Responses.CalendarBody, status) { ETag = ETags.Of(calendar.Version) };
}
