using AfterSales.Api.Auth;
using AfterSales.Api.Http;
using AfterSales.Api.Idempotency;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Deadlines;
using AfterSales.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Deadlines;

/// <summary>/v1/deadlines: putting off what silence decides, for every case under a rule at once.</summary>
internal static class DeadlinesEndpoints
{
    public static void MapDeadlinesEndpoints(this IEndpointRouteBuilder routes)
    {
        var deadlines = routes.MapGroup("/v1").RequireAuthorization(Access.Rules).WithTags("Deadlines");
        deadlines.MapPost("/deadlines:extend", Extend)
            .WithSummary("Puts off every open deadline of a rule; goes on in the background.")
            .WithMetadata(new RequestBodyMetadata(typeof(ExtendInput)), HeaderMetadata.IdempotencyKey);
        deadlines.MapPost("/deadlines:undo-extend", Undo)
            .WithSummary("Takes an extension back where its deadlines still run; goes on in the background.")
            .WithMetadata(new RequestBodyMetadata(typeof(UndoInput)), HeaderMetadata.IdempotencyKey);
        deadlines.MapGet("/deadlines:extensions", List).WithSummary("The newest extensions and how far they are.");
    }

    private static async Task<Results<JsonAnswer<ExtensionBody>, ProblemAnswer>> Extend(
        HttpContext http, [FromServices] IGrainFactory grains, [FromServices] IBusinessClock clock)
    {
        var key = IdempotencyKey.Of(http.Request);
        if (!key.Succeeded)
        {
            return (ProblemAnswer)key.Failure;
        }

        var body = await ExtensionRules.Extend.Read(http.Request, ExtensionRules.MaxBytes);
        if (!body.Succeeded)
        {
            return (ProblemAnswer)body.Failure;
        }

        var commandId = ExtensionRules.Extend.IdentityOf(http.Caller(), key.Value, "extend deadlines\n"u8, body.Value);
        if (await Retried(commandId, grains) is { } answered)
        {
            return answered;
        }

        var isRule = body.Value.Rule is { } named ? await Extensions(grains).Knows(named) : false;
        if (!isRule.Succeeded)
        {
            return (ProblemAnswer)isRule.Failure;
        }

        var asked = ExtensionRules.Check(body.Value, isRule.Value, clock.Now);
        if (!asked.Succeeded)
        {
            return (ProblemAnswer)asked.Failure;
        }

        var (rule, kinds, by, reason) = asked.Value;
        return Answer(await Extensions(grains).Extend(rule, kinds, by, reason, http.CommandContext(commandId)));
    }

    /// <summary>The first answer stands, though its instant may have passed by now, or its rule be gone.</summary>
    private static async Task<Results<JsonAnswer<ExtensionBody>, ProblemAnswer>?> Retried(CommandId commandId, IGrainFactory grains)
    {
        var all = await Extensions(grains).List();
        return all.Succeeded && all.Value.OrEmpty().FirstOrDefault(known => known.Extension.Id == commandId.Value) is { } first
            ? Answer(first.Again(undone: false))
            : null;
    }

    private static async Task<Results<JsonAnswer<ExtensionBody>, ProblemAnswer>> Undo(HttpContext http, [FromServices] IGrainFactory grains)
    {
        var key = IdempotencyKey.Of(http.Request);
        if (!key.Succeeded)
        {
            return (ProblemAnswer)key.Failure;
        }

        var body = await ExtensionRules.Undo.Read(http.Request, ExtensionRules.MaxBytes);
        if (!body.Succeeded)
        {
            return (ProblemAnswer)body.Failure;
        }

        var commandId = ExtensionRules.Undo.IdentityOf(http.Caller(), key.Value, "undo extension\n"u8, body.Value);
        return Answer(await Extensions(grains).Undo(body.Value.ExtensionId, http.CommandContext(commandId)));
    }

    private static async Task<Results<JsonAnswer<ExtensionListBody>, ProblemAnswer>> List([FromServices] IGrainFactory grains)
    {
        var all = await Extensions(grains).List();
        return all.Succeeded
            ? new JsonAnswer<ExtensionListBody>(new ExtensionListBody([.. all.Value.OrEmpty().Select(ExtensionBody.Of)]), ApiJson.Responses.ExtensionListBody)
            : (ProblemAnswer)all.Failure;
    }

    private static Results<JsonAnswer<ExtensionBody>, ProblemAnswer> Answer(Outcome<ExtensionReply> reply) => reply.Succeeded
        ? new JsonAnswer<ExtensionBody>(ExtensionBody.Of(reply.Value.Status), ApiJson.Responses.ExtensionBody) { Replayed = reply.Value.Replayed }
        : (ProblemAnswer)reply.Failure;

    private static IDeadlineExtensionsGrain Extensions(IGrainFactory grains) => grains.GetGrain<IDeadlineExtensionsGrain>(IDeadlineExtensionsGrain.Key);
}
