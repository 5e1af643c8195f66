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
        [FromServices] OpeningLimit openings,
        [FromServices] SubjectRates rates,
        [FromServices] IOptions<AdmissionOptions> admission)
    {
        var items = await BatchBody.Read(http.Request, "idempotencyKey", IdempotencyKey.IsValid);
        if (!items.Succeeded)
        {
            return (ProblemAnswer)items.Failure;
        }

        if (!rates.TryTakeItems(http.Caller(), items.Value.Length))
        {
            return (ProblemAnswer)RateMiddleware.TooMany;
        }

        var traceId = http.TraceId();
        var results = await BatchRunner.Run(
            items.Value,
            admission.Value.BatchParallelism,
            item => Open(http, grains, gate, openings, item, traceId),
            (item, failure) => Refused(item, failure, traceId),
            http.RequestAborted);
        return new JsonAnswer<TicketBatchBody>(new TicketBatchBody(results), ApiJson.Responses.TicketBatchBody);
    }

    private static async Task<TicketBatchResult> Open(
        HttpContext http, IGrainFactory grains, OpeningGate gate, OpeningLimit openings, BatchItem item, string? traceId)
    {
        var body = OpenEndpoint.Body.Parse(item.Body.Span, item.Pointer);
        if (!body.Succeeded)
        {
            return Refused(item, body.Failure, traceId);
        }

        var opened = await OpenEndpoint.OpenCase(http, grains, gate, openings, item.Name, body.Value);
        return opened.Succeeded
            ? new TicketBatchResult(item.Name, StatusCodes.Status201Created, opened.Value.Replayed ? true : null, opened.Value.Ticket, null)
            : Refused(item, opened.Failure, traceId);
    }

    private static TicketBatchResult Refused(BatchItem item, Failure failure, string? traceId)
    {
        var problem = ProblemDocument.Of(failure, traceId);
        return new TicketBatchResult(item.Name.Length > 0 ? item.Name : null, problem.Status, null, null, problem);
    }
}

internal sealed record TicketBatchBody(ImmutableArray<TicketBatchResult> Items);

/// <summary>Status and body as the single request would have had them.</summary>
internal sealed record TicketBatchResult(string? IdempotencyKey, int Status, bool? Replayed, TicketView? Ticket, ProblemDocument? Problem);
