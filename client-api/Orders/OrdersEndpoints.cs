using AfterSales.Api.Auth;
using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Api.Values;
using AfterSales.Orders;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Orders;

/// <summary>/v1/orders: facts from the shop, and what they allow.</summary>
internal static class OrdersEndpoints
{
    /// <summary>An order of 1,000 lines fits, also when its sender escapes every Chinese character.</summary>
    private const int MaxBytes = 2 * 1024 * 1024;

    public static BodyBinding<OrderFacts> Body { get; } = new(ApiJson.Requests.OrderFacts, OrderRules.Facts);

    public static void MapOrdersEndpoints(this IEndpointRouteBuilder routes)
    {
        var facts = routes.MapGroup("/v1").RequireAuthorization(Access.Facts).WithTags("Orders");
        facts.MapPut("/orders/{orderId}", Put)
            .WithSummary("Imports an order; an older version changes nothing and the stored one is answered.")
            .Produces<OrderBody>(StatusCodes.Status201Created)
            .WithMetadata(new RequestBodyMetadata(typeof(OrderFacts)));
        facts.MapPost("/orders:batch", OrderBatch.Import)
            .WithSummary("Imports up to 500 orders; one result per item.")
            .WithMetadata(new RequestBodyMetadata(typeof(OrderFacts), ItemName: "orderId"));

        var orders = routes.MapGroup("/v1/orders").RequireAuthorization(Access.Anyone).WithTags("Orders");
        orders.MapGet("/{orderId}", Get).WithSummary("The facts of an order, and what its cases did to it.");
        orders.MapGet("/{orderId}/eligibility", Eligibility).WithSummary("Per line: which kinds are possible, until when, and why not.");
    }

    private static async Task<Results<JsonAnswer<OrderBody>, ProblemAnswer>> Put(
        string orderId, HttpContext http, [FromServices] IGrainFactory grains)
    {
        if (!TextRules.IsId(orderId))
        {
            return (ProblemAnswer)BadOrderId;
        }

        var body = await Body.Read(http.Request, MaxBytes);
        if (!body.Succeeded)
        {
            return (ProblemAnswer)body.Failure;
        }

        var imported = await Import(http, grains, orderId, body.Value);
        return imported.Succeeded ? Answer(imported.Value) : (ProblemAnswer)imported.Failure;
    }

    private static async Task<Results<JsonAnswer<OrderBody>, ProblemAnswer>> Get(
        string orderId, HttpContext http, [FromServices] IGrainFactory grains)
    {
        if (!TextRules.IsId(orderId))
        {
            return (ProblemAnswer)Refusals.NotFound;
        }

        var found = await grains.GetGrain<IOrderGrain>(orderId).Get(http.ReadContext());
        return found.Succeeded
            ? new JsonAnswer<OrderBody>(OrderBody.Of(found.Value), ApiJson.Responses.OrderBody)
            : (ProblemAnswer)found.Failure;
    }

    private static async Task<Results<JsonAnswer<EligibilityView>, ProblemAnswer>> Eligibility(
        string orderId, HttpContext http, [FromServices] IGrainFactory grains)
    {
        if (!TextRules.IsId(orderId))
        {
            return (ProblemAnswer)Refusals.NotFound;
        }

        var found = await grains.GetGrain<IOrderGrain>(orderId).GetEligibility(http.ReadContext());
        return found.Succeeded
            ? new JsonAnswer<EligibilityView>(found.Value, ApiJson.Responses.EligibilityView)
            : (ProblemAnswer)found.Failure;
    }

    /// <summary>No idempotency key is needed: the order's own version makes a repetition harmless.</summary>
    public static Task<Outcome<ImportReply>> Import(HttpContext http, IGrainFactory grains, string orderId, OrderFacts facts) =>
        grains.GetGrain<IOrderGrain>(orderId).Import(facts, http.CommandContext(CommandId.New()));

    private static Failure BadOrderId { get; } =
        Refusals.Invalid("/orderId", $"must be 1-{Limits.Id} characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'");

    public static int StatusOf(ImportReply reply) => reply.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK;

    private static JsonAnswer<OrderBody> Answer(ImportReply reply) =>
        new(OrderBody.Of(reply.Order), ApiJson.Responses.OrderBody, StatusOf(reply));
}
