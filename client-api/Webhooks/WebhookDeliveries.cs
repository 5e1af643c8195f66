using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Webhooks;

/// <summary>What was sent to an endpoint, what waits, and how to have it again.</summary>
internal static class WebhookDeliveries
{
    public static async Task<Results<JsonAnswer<WebhookDeliveryList>, ProblemAnswer>> List(Guid id, HttpContext http, [FromServices] IWebhooks webhooks)
    {
        var query = new QueryReader(http.Request.Query);
        var paging = Paging.Read(query);
        var status = query.TakeName<WebhookDeliveryStatus>("status");
        var ticket = TakeTicket(query);
        if (query.Finish() is { } invalid)
        {
            return (ProblemAnswer)invalid;
        }

        if (paging.Cursor is { } cursor && !Paging.IsWellFormed(cursor))
        {
            return (ProblemAnswer)Refusals.InvalidCursor;
        }

        var page = await webhooks.Deliveries(id, new WebhookDeliveryQuery(status, ticket, paging.Cursor, paging.Limit), http.RequestAborted);
        return page.Succeeded ? new JsonAnswer<WebhookDeliveryList>(page.Value, ApiJson.Responses.WebhookDeliveryList) : (ProblemAnswer)page.Failure;
    }

    public static async Task<Results<JsonAnswer<WebhookReplayed>, ProblemAnswer>> Replay(Guid id, HttpContext http, [FromServices] IWebhooks webhooks)
    {
        var body = await WebhookRules.Replay.Read(http.Request, WebhookRules.MaxBytes);
        if (!body.Succeeded)
        {
            return (ProblemAnswer)body.Failure;
        }

        var asked = new WebhookReplay(body.Value.TicketId, body.Value.FromSequence, body.Value.Since, body.Value.FinishedBefore);
        var replayed = await webhooks.Replay(id, asked, http.RequestAborted);
        return replayed.Succeeded ? new JsonAnswer<WebhookReplayed>(replayed.Value, ApiJson.Responses.WebhookReplayed) : (ProblemAnswer)replayed.Failure;
    }

    private static Guid? TakeTicket(QueryReader query)
    {
        if (query.Take("ticketId") is not { } text)
        {
            return null;
        }

        if (!Guid.TryParseExact(text, "D", out var ticket))
        {
            query.Errors.Add("/ticketId", Expectations.Of(typeof(Guid)));
        }

        return ticket;
    }
}
