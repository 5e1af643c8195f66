using AfterSales.Api.Admission;
using AfterSales.Api.Batches;
using AfterSales.Api.Http;
using AfterSales.Api.Idempotency;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Tickets;

/// <summary>POST /v1/tickets:batch: each item is an open with an idempotency key of its own.</summary>
internal static class TicketBatch
{
    public static async Task<Results<JsonAnswer<TicketBatchBody>, ProblemAnswer>> Open(
        HttpContext http,
        [FromServices] IGrainFactory grains,
        [FromServices] OpeningGate gate,
        [FromServices] SubjectRates rates,
        [FromServices] IOptions<AdmissionOptions> admission)
    {
        if (gate.Refusal is { } refusal)
        {
            return (ProblemAnswer)refusal;
        }

        var items = await BatchBody.Read(http.Request, "idempotencyKey", IdempotencyKey.IsValid);
        if (!items.Succeeded)
        {
            return (ProblemAnswer)items.Failure;
        }

        // The request itself has taken one.
        if (items.Value.Length > 1 && !rates.TryTake(http.Caller(), items.Value.Length - 1))
        {
            return (ProblemAnswer)RateMiddleware.TooMany;
        }

        var results = await BatchRunner.Run(
            items.Value, admission.Value.BatchParallelism, item => Open(http, grains, item), Refused, http.RequestAborted);
        return new JsonAnswer<TicketBatchBody>(new TicketBatchBody(results), ApiJson.Responses.TicketBatchBody);
    }

    private static async Task<TicketBatchResult> Open(HttpContext http, IGrainFactory grains, BatchItem item)
    {
        var body = OpenEndpoint.Body.Parse(item.Body.Span, item.Pointer);
        if (!body.Succeeded)
        {
            return Refused(item, body.Failure);
        }

        var opened = await OpenEndpoint.OpenCase(http, grains, item.Name, body.Value);
        return opened.Succeeded
            ? new TicketBatchResult(item.Name, StatusCodes.Status201Created, opened.Value.Replayed ? true : null, opened.Value.Ticket, null)
            : Refused(item, opened.Failure);
    }

    private static TicketBatchResult Refused(BatchItem item, Failure failure)
    {
        var problem = ProblemDocument.Of(failure, traceId: null);
        return new TicketBatchResult(item.Name.Length > 0 ? item.Name : null, problem.Status, null, null, problem);
    }
}

internal sealed record TicketBatchBody(ImmutableArray<TicketBatchResult> Items);

/// <summary>Status and body as the single request would have had them.</summary>
internal sealed record TicketBatchResult(string? IdempotencyKey, int Status, bool? Replayed, TicketView? Ticket, ProblemDocument? Problem);
