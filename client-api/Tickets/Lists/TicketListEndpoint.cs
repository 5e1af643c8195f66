using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Tickets.Lists;

/// <summary>GET /v1/tickets: from the read model, so it may lag; how far, the answer says.</summary>
internal static class TicketListEndpoint
{
    public static QueryMetadata Parameters { get; } = new(
        "number", "customer", "order", "kind", "step", "stage", "queue", "assignee", "owner", "priority", "category", "tag", "breached",
        "createdFrom", "createdTo", "q", "limit", "cursor");

    public static async Task<Results<JsonAnswer<TicketListBody>, ProblemAnswer>> List(
        HttpContext http, [FromServices] ITicketQueries queries, [FromServices] IReadLag lag)
    {
        var caller = http.Caller();
        var asked = ListQuery.Of(http.Request.Query, caller);
        if (!asked.Succeeded)
        {
            return (ProblemAnswer)asked.Failure;
        }

        var (filter, after, limit) = asked.Value;
        var list = filter.CustomerId == ListQuery.NoCustomer
            ? new TicketList([], null)
            : await queries.List(filter, after, limit, http.RequestAborted);
        var language = Languages.Of(http.Request);
        var body = new TicketListBody(
            [.. list.Items.Select(row => TicketListItem.Of(row, caller, language))],
            list.Next is { } next ? ListCursor.ToText(next, filter) : null);
        return new JsonAnswer<TicketListBody>(body, ApiJson.Responses.TicketListBody) { ReadLag = lag.Current };
    }
}
