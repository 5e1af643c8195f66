using System.Globalization;
using AfterSales.LoadTests.Reference.Rules;
using AfterSales.LoadTests.Reference.Store;
using AfterSales.Log;
using AfterSales.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AfterSales.LoadTests.Reference.Service;

/// <summary>The part of the REST contract that the benches drive.</summary>
internal static class ReferenceEndpoints
{
    public static void MapReference(this IEndpointRouteBuilder routes, ReferenceStore store, ReferenceQueries queries, ReferenceOrders orders)
    {
        var api = routes.MapGroup("/v1").RequireAuthorization();
        api.MapPut("/orders/{orderId}", async (string orderId, HttpContext http) =>
        {
            var facts = await ReferenceRequests.ReadBody(http, ReferenceJson.Default.OrderFacts);
            return Results.StatusCode(await orders.Import(orderId, facts) ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        });

        api.MapPost("/tickets", async (HttpContext http) =>
        {
            var request = await ReferenceRequests.Read(http, ReferenceJson.Default.OpenTicket, "");
            var id = TicketIdOf(request.Caller, request.Key);
            var answer = await store.Open(ReferenceRules.Open(id, request.Body, request.Caller), request.Identity);
            http.Response.Headers.Location = $"/v1/tickets/{id}";
            return Reply(http, answer, request.Caller, StatusCodes.Status201Created);
        });

        api.MapPost("/tickets/{id:guid}/actions/{action}", async (Guid id, string action, HttpContext http) =>
        {
            var request = await ReadAction(action, http, id.ToString("N"));
            var act = ReferenceRules.Act(id, request.Body, request.Caller) with { IfMatch = IfMatch(http) };
            return Reply(http, await store.Act(act, request.Identity), request.Caller, StatusCodes.Status200OK);
        });

        api.MapGet("/tickets/{id:guid}", async (Guid id, HttpContext http) =>
        {
            var caller = ReferenceAuth.CallerOf(http.User);
            return await Visible(id, caller) is { } row ? Reply(http, new ReferenceAnswer(row, false), caller, StatusCodes.Status200OK) : NotFound();
        });

        api.MapGet("/tickets/{id:guid}/timeline", async (Guid id, HttpContext http) =>
        {
            var caller = ReferenceAuth.CallerOf(http.User);
            if (await Visible(id, caller) is null)
            {
                return NotFound();
            }

            var entries = (await queries.History(id, 0, 50)).Select(entry => new TimelineEntry(
                entry.Version, entry.At, entry.Type, caller.IsStaff ? entry.Actor : "staff", entry.Step, false, entry.Text,
                ImmutableDictionary<string, string>.Empty));
            return Results.Json(new TimelinePage([.. entries], null), ReferenceJson.Default.TimelinePage);
        });

        api.MapGet("/tickets", async (string? customer, int? limit, HttpContext http) =>
        {
            var caller = ReferenceAuth.CallerOf(http.User);
            var whose = caller.IsStaff ? customer ?? "" : caller.Subject;
            var rows = await queries.OfCustomer(whose, Math.Clamp(limit ?? 50, 1, 200));
            return Results.Json(new TicketPage([.. rows.Select(row => TicketViews.Of(row, caller))], null), ReferenceJson.Default.TicketPage);
        });

        async Task<TicketRecord?> Visible(Guid id, Caller caller) =>
            await queries.Find(id) is { } row && (caller.IsStaff || row.CustomerId == caller.Subject) ? row : null;
    }

    private static Guid TicketIdOf(Caller caller, string key) => StreamIds.OfTicket(caller.Issuer, caller.Subject, key);

    private static async Task<ReferenceRequest<TicketCommand>> ReadAction(string action, HttpContext http, string scope) => action switch
    {
        "approve" => Widen(await ReferenceRequests.Read(http, ReferenceJson.Default.Approve, scope)),
        "ship-return" => Widen(await ReferenceRequests.Read(http, ReferenceJson.Default.ShipReturn, scope)),
        "confirm-receipt" => Widen(await ReferenceRequests.Read(http, ReferenceJson.Default.ConfirmReceipt, scope)),
        "refund-issued" => Widen(await ReferenceRequests.Read(http, ReferenceJson.Default.RefundIssued, scope)),
        _ => throw new ReferenceRefusedException(FailureCodes.NotFound),
    };

    private static ReferenceRequest<TicketCommand> Widen<T>(ReferenceRequest<T> request)
        where T : TicketCommand => new(request.Body, request.Caller, request.Key, request.Identity);

    private static int? IfMatch(HttpContext http) =>
        int.TryParse(http.Request.Headers.IfMatch.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private static IResult Reply(HttpContext http, ReferenceAnswer answer, Caller caller, int status)
    {
        http.Response.Headers.ETag = $"\"{answer.Ticket.Version}\"";
        if (answer.Replayed)
        {
            http.Response.Headers["Idempotent-Replayed"] = "true";
        }

        return Results.Json(TicketViews.Of(answer.Ticket, caller), ReferenceJson.Default.TicketView, statusCode: status);
    }

    private static IResult NotFound() => throw new ReferenceRefusedException(FailureCodes.NotFound);
}
