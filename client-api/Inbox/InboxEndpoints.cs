using AfterSales.Api.Auth;
using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Notifications;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Inbox;

/// <summary>/v1/inbox: what the caller and his roles were told.</summary>
internal static class InboxEndpoints
{
    public static void MapInboxEndpoints(this IEndpointRouteBuilder routes)
    {
        var inbox = routes.MapGroup("/v1").RequireAuthorization(Access.Anyone).WithTags("Inbox");
        inbox.MapGet("/inbox", List)
            .WithSummary("Notifications of the caller and his roles, newest first; unread=true leaves out what he has read.")
            .WithMetadata(new QueryMetadata("unread", "cursor", "limit"));
        inbox.MapPost("/inbox/{id}/read", Read).WithSummary("Marks one as read, for this caller only.");
        inbox.MapPost("/inbox:read-all", ReadAll).WithSummary("Marks everything there is as read, for this caller only.");
    }

    private static async Task<Results<JsonAnswer<InboxBody>, ProblemAnswer>> List(HttpContext http, [FromServices] IInbox inbox)
    {
        var caller = http.Caller();
        var query = new QueryReader(http.Request.Query);
        var paging = Paging.Read(query);
        var unread = query.TakeFlag("unread") ?? false;
        if (query.Finish() is { } wrong)
        {
            return (ProblemAnswer)wrong;
        }

        long? before = null;
        if (paging.Cursor is { } cursor)
        {
            if (!InboxCursor.TryParse(cursor, caller.Subject, unread, out var place))
            {
                return (ProblemAnswer)Refusals.InvalidCursor;
            }

            before = place;
        }

        var page = await inbox.List(caller, new InboxQuery(unread, before, paging.Limit, Languages.Of(http.Request)), http.RequestAborted);
        var next = page.Next is { } last ? InboxCursor.ToText(last, caller.Subject, unread) : null;
        return new JsonAnswer<InboxBody>(new InboxBody(page.Items, next), ApiJson.Responses.InboxBody);
    }

    private static async Task<Results<NoContent, ProblemAnswer>> Read(string id, HttpContext http, [FromServices] IInbox inbox) =>
        Guid.TryParse(id, out var notification) && await inbox.MarkRead(http.Caller(), notification, http.RequestAborted)
            ? TypedResults.NoContent()
            : (ProblemAnswer)Refusals.NotFound;

    private static async Task<NoContent> ReadAll(HttpContext http, [FromServices] IInbox inbox)
    {
        await inbox.MarkAllRead(http.Caller(), http.RequestAborted);
        return TypedResults.NoContent();
    }
}
