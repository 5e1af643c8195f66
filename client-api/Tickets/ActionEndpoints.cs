using System.Text;
using System.Text.Json.Serialization.Metadata;
using AfterSales.Api.Http;
using AfterSales.Api.Idempotency;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Api.Tickets.Rules;
using AfterSales.Api.Values;
using AfterSales.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Tickets;

/// <summary>POST /v1/tickets/{id}/actions/{action}: one endpoint for every command, so that each has its body in the OpenAPI document.</summary>
internal static class ActionEndpoints
{
    private const int MaxBytes = 128 * 1024;

    public static void MapActions(this IEndpointRouteBuilder routes)
    {
        var json = ApiJson.Requests;
        routes.Map(json.Approve, ReviewRules.Approve, mayBeEmpty: true);
        routes.Map(json.Reject, ReviewRules.Reject);
        routes.Map(json.RequestInfo, ReviewRules.RequestInfo);
        routes.Map(json.ProvideInfo, ReviewRules.ProvideInfo, complete: static body => body with { Evidence = body.Evidence.OrEmpty() });
        routes.Map(json.CounterOffer, ReviewRules.CounterOffer);
        routes.MapPlain(json.AcceptOffer);
        routes.Map(json.DeclineOffer, ReviewRules.DeclineOffer, mayBeEmpty: true);
        routes.Map(json.ShipReturn, GoodsRules.ShipReturn);
        routes.MapPlain(json.ReportArrival);
        routes.Map(json.ConfirmReceipt, GoodsRules.ConfirmReceipt);
        routes.MapPlain(json.StartRepair);
        routes.Map(json.FinishRepair, GoodsRules.FinishRepair);
        routes.Map(json.ShipReplacement, GoodsRules.ShipReplacement);
        routes.Map(json.ShipBack, GoodsRules.ShipBack);
        routes.Map(json.ReportDelivery, GoodsRules.ReportDelivery, mayBeEmpty: true);
        routes.MapPlain(json.ConfirmDelivery);
        routes.Map(json.RefundIssued, GoodsRules.RefundIssued);
        routes.Map(json.RefundFailed, GoodsRules.RefundFailed);
        routes.Map(json.Reply, DialogueRules.Reply);
        routes.Map(json.Note, DialogueRules.Note);
        routes.Map(json.CustomerMessage, DialogueRules.CustomerMessage);
        routes.Map(json.Resolve, DialogueRules.Resolve);
        routes.MapPlain(json.ConfirmResolution);
        routes.Map(json.Rate, DialogueRules.Rate);
        routes.Map(json.Reopen, ClosingRules.Reopen);
        routes.Map(json.Cancel, ClosingRules.Cancel, mayBeEmpty: true);
        routes.Map(json.Dispute, ClosingRules.Dispute, complete: static body => body with { Evidence = body.Evidence.OrEmpty() });
        routes.Map(json.DecideDispute, ClosingRules.DecideDispute);
        routes.MapPlain(json.ClaimCase);
        routes.Map(json.Assign, RoutingRules.Assign);
        routes.Map(json.Transfer, RoutingRules.Transfer);
        routes.Map(json.Release, RoutingRules.Release);
        routes.Map(json.SetPriority, LabelRules.SetPriority);
        routes.MapPlain(json.SetCategory, mayBeEmpty: false);
        routes.Map(json.AddTag, LabelRules.AddTag);
        routes.Map(json.RemoveTag, LabelRules.RemoveTag);
        routes.Map(json.LinkDuplicate, LabelRules.LinkDuplicate);
    }

    /// <summary>A body whose types alone say what is allowed.</summary>
    private static void MapPlain<T>(this IEndpointRouteBuilder routes, JsonTypeInfo<T> type, bool mayBeEmpty = true)
        where T : TicketCommand => routes.Map(type, static (_, _) => { }, mayBeEmpty);

    private static void Map<T>(
        this IEndpointRouteBuilder routes, JsonTypeInfo<T> type, Action<T, ErrorList> rules, bool mayBeEmpty = false, Func<T, T>? complete = null)
        where T : TicketCommand
    {
        var action = TicketActions.NameOf(typeof(T));
        var body = new BodyBinding<T>(type, rules, mayBeEmpty, complete);
        var operation = Encoding.ASCII.GetBytes(action + "\n");
        routes.MapPost($"/{{id:guid}}/actions/{action}", (Guid id, HttpContext http, [FromServices] IGrainFactory grains) =>
                Run(id, http, grains, body, operation))
            .WithName(action)
            .WithMetadata(new RequestBodyMetadata(typeof(T), !mayBeEmpty), HeaderMetadata.IdempotencyKey, HeaderMetadata.IfMatch);
    }

    private static async Task<Results<JsonAnswer<TicketView>, ProblemAnswer>> Run<T>(
        Guid id, HttpContext http, IGrainFactory grains, BodyBinding<T> binding, byte[] operation)
        where T : TicketCommand
    {
        var key = IdempotencyKey.Of(http.Request);
        if (!key.Succeeded)
        {
            return (ProblemAnswer)key.Failure;
        }

        var ifMatch = ETags.IfMatch(http.Request);
        if (ifMatch.Failure is { } badTag)
        {
            return (ProblemAnswer)badTag;
        }

        var body = await binding.Read(http.Request, MaxBytes);
        if (!body.Succeeded)
        {
            return (ProblemAnswer)body.Failure;
        }

        var known = await AssigneeCheck.IsKnown(body.Value, http, grains);
        if (!known.Succeeded)
        {
            return (ProblemAnswer)known.Failure;
        }

        var commandId = binding.IdentityOf(http.Caller(), key.Value, operation, body.Value);
        var done = await grains.GetGrain<ITicketGrain>(id).Execute(body.Value, http.CommandContext(commandId, ifMatch.Value) with { AgentUnknown = !known.Value });
        return done.Succeeded ? TicketAnswers.Changed(done.Value) : (ProblemAnswer)done.Failure;
    }
}
