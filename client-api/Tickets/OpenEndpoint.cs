using AfterSales.Api.Admission;
using AfterSales.Api.Http;
using AfterSales.Api.Idempotency;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Api.Tickets.Rules;
using AfterSales.Log;
using AfterSales.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Tickets;

/// <summary>POST /v1/tickets.</summary>
internal static class OpenEndpoint
{
    public const int MaxBytes = 128 * 1024;

    public static BodyBinding<OpenTicket> Body { get; } = new(ApiJson.Requests.OpenTicket, OpenRules.Open, complete: OpenRules.Complete);

    public static async Task<Results<JsonAnswer<TicketView>, ProblemAnswer>> Open(
        HttpContext http, [FromServices] IGrainFactory grains, [FromServices] OpeningGate gate, [FromServices] OpeningLimit openings)
    {
        var key = IdempotencyKey.Of(http.Request);
        if (!key.Succeeded)
        {
            return (ProblemAnswer)key.Failure;
        }

        var body = await Body.Read(http.Request, MaxBytes);
        if (!body.Succeeded)
        {
            return (ProblemAnswer)body.Failure;
        }

        var opened = await OpenCase(http, grains, gate, openings, key.Value, body.Value);
        return opened.Succeeded ? TicketAnswers.Opened(opened.Value) : (ProblemAnswer)opened.Failure;
    }

    /// <summary>The id of the case is made of the caller and his key, so a retry meets the same case.</summary>
    public static async Task<Outcome<TicketReply>> OpenCase(
        HttpContext http, IGrainFactory grains, OpeningGate gate, OpeningLimit openings, string key, OpenTicket body)
    {
        var caller = http.Caller();
        var ticket = grains.GetGrain<ITicketGrain>(StreamIds.OfTicket(caller.Issuer, caller.Subject, key));

        // Only new cases are held back: a retry of an opening that has happened gets its answer.
        if (gate.Refusal is { } refusal && !(await ticket.Get(http.ReadContext())).Succeeded)
        {
            return refusal;
        }

        var commandId = Body.IdentityOf(caller, key, "open\n"u8, body);
        var context = http.CommandContext(commandId);
        return await openings.Run(() => ticket.Open(body, context));
    }
}
