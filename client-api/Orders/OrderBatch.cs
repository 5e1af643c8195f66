using AfterSales.Api.Admission;
using AfterSales.Api.Batches;
using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Api.Values;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Orders;

/// <summary>POST /v1/orders:batch: each item is an order with its <c>orderId</c>.</summary>
internal static class OrderBatch
{
    public static async Task<Results<JsonAnswer<OrderBatchBody>, ProblemAnswer>> Import(
        HttpContext http, [FromServices] IGrainFactory grains, [FromServices] IOptions<AdmissionOptions> admission)
    {
        var items = await BatchBody.Read(http.Request, "orderId", id => TextRules.IsId(id));
        if (!items.Succeeded)
        {
            return (ProblemAnswer)items.Failure;
        }

        var traceId = http.TraceId();
        var results = await BatchRunner.Run(
            items.Value,
            admission.Value.BatchParallelism,
            item => Import(http, grains, item, traceId),
            (item, failure) => Refused(item, failure, traceId),
            http.RequestAborted);
        return new JsonAnswer<OrderBatchBody>(new OrderBatchBody(results), ApiJson.Responses.OrderBatchBody);
    }

    private static async Task<OrderBatchResult> Import(HttpContext http, IGrainFactory grains, BatchItem item, string? traceId)
    {
        var body = OrdersEndpoints.Body.Parse(item.Body.Span, item.Pointer);
        if (!body.Succeeded)
        {
            return Refused(item, body.Failure, traceId);
        }

        var imported = await OrdersEndpoints.Import(http, grains, item.Name, body.Value);
        return imported.Succeeded
            ? new OrderBatchResult(item.Name, OrdersEndpoints.StatusOf(imported.Value), OrderBody.Of(imported.Value.Order), null)
            : Refused(item, imported.Failure, traceId);
    }

    private static OrderBatchResult Refused(BatchItem item, Failure failure, string? traceId)
    {
        var problem = ProblemDocument.Of(failure, traceId);
        return new OrderBatchResult(item.Name.Length > 0 ? item.Name : null, problem.Status, null, problem);
    }
}

internal sealed record OrderBatchBody(ImmutableArray<OrderBatchResult> Items);

/// <summary>Status and body as the single request would have had them.</summary>
internal sealed record OrderBatchResult(string? OrderId, int Status, OrderBody? Order, ProblemDocument? Problem);
