using AfterSales.Api.Auth;
using AfterSales.Api.Http;
using AfterSales.Api.Problems;
using AfterSales.Followers;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Events;

/// <summary>GET /v1/events: the log for other systems, one JSON object a line, each with the cursor that resumes after it.</summary>
internal static class EventsEndpoints
{
    private const int MaxLimit = 10_000;
    private const int DefaultLimit = 1_000;
    private const int PageSize = 500;

    public static void MapEventsEndpoints(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/events", Read)
            .RequireAuthorization(Access.Export)
            .WithTags("Events")
            .WithMetadata(new QueryMetadata("after", "limit"));

    private static async Task<Results<EventLines, ProblemAnswer>> Read(HttpContext http, [FromServices] IEventExport export)
    {
        var query = new QueryReader(http.Request.Query);
        var after = query.Take("after");
        var limit = query.TakeNumber("limit", 1, MaxLimit, DefaultLimit);
        if (query.Finish() is { } failure)
        {
            return (ProblemAnswer)failure;
        }

        if (after is not null && !Paging.IsWellFormed(after))
        {
            return (ProblemAnswer)Refusals.InvalidCursor;
        }

        // The first page is read before the answer begins: what can be refused is refused with a status.
        var first = await export.Read(after, Math.Min(limit, PageSize), http.RequestAborted);
        return first.Succeeded ? new EventLines(export, first.Value, limit, PageSize) : (ProblemAnswer)first.Failure;
    }
}
