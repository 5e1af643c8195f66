using System.Text;
using System.Text.Json;
using AfterSales.Api.Admission;
using AfterSales.Api.Auth;
using AfterSales.Api.Http;
using AfterSales.Api.Idempotency;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Api.Values;
using AfterSales.Policies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Policies;

/// <summary>/v1/policies: versioned configuration; the grain knows what a document must hold.</summary>
internal static class PoliciesEndpoints
{
    public static void MapPoliciesEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/policies/{name}", Get).RequireAuthorization(Access.Staff).WithTags("Policies");
        routes.MapPut("/v1/policies/{name}", Put)
            .RequireAuthorization(Access.Rules)
            .WithTags("Policies")
            .WithSummary("Publishes a version; what is in force already changes nothing.")
            .WithMetadata(new RequestBodyMetadata(typeof(JsonElement)), HeaderMetadata.IfMatch, HeaderMetadata.OptionalKey);
        routes.MapPost("/v1/policies/{name}/simulate", PolicySimulation.Run)
            .RequireAuthorization(Access.Rules)
            .WithTags("Policies")
            .WithMetadata(new RequestBodyMetadata(typeof(JsonElement)), new QueryMetadata("days"))
            .InLane(Lane.Reads);
    }

    private static async Task<Results<JsonAnswer<PolicyBody>, NotModified, ProblemAnswer>> Get(
        string name, HttpContext http, [FromServices] IGrainFactory grains)
    {
        if (!TextRules.IsId(name))
        {
            return (ProblemAnswer)Refusals.NotFound;
        }

        var found = await grains.GetGrain<IPolicyGrain>(PolicyNames.GrainKey(name)).Get();
        return !found.Succeeded ? (ProblemAnswer)found.Failure
            : ETags.NoneMatches(http.Request, found.Value.Version) ? new NotModified(ETags.Of(found.Value.Version))
            : Answer(found.Value);
    }

    private static async Task<Results<JsonAnswer<PolicyBody>, ProblemAnswer>> Put(
        string name, HttpContext http, [FromServices] IGrainFactory grains)
    {
        if (!TextRules.IsId(name))
        {
            return (ProblemAnswer)Refusals.NotFound;
        }

        var ifMatch = ETags.IfMatch(http.Request);
        if (ifMatch.Failure is { } badTag)
        {
            return (ProblemAnswer)badTag;
        }

        var json = await PolicyText.Read(http.Request);
        if (!json.Succeeded)
        {
            return (ProblemAnswer)json.Failure;
        }

        var commandId = CommandIdOf(http, name, json.Value);
        if (!commandId.Succeeded)
        {
            return (ProblemAnswer)commandId.Failure;
        }

        var published = await grains.GetGrain<IPolicyGrain>(PolicyNames.GrainKey(name)).Publish(json.Value, http.CommandContext(commandId.Value, ifMatch.Value));
        return published.Succeeded ? Answer(published.Value) : (ProblemAnswer)published.Failure;
    }

    /// <summary>A key is welcome and not needed: publishing what is in force already changes nothing.</summary>
    private static Outcome<CommandId> CommandIdOf(HttpContext http, string name, string json)
    {
        var caller = http.Caller();
        if (!http.Request.Headers.ContainsKey(IdempotencyKey.Header))
        {
            return CommandId.New();
        }

        var key = IdempotencyKey.Of(http.Request);
        return key.Succeeded
            ? CommandId.Of(caller.Issuer, caller.Subject, key.Value, Encoding.UTF8.GetBytes($"policy {name}\n{json}"))
            : key.Failure;
    }

    private static JsonAnswer<PolicyBody> Answer(PolicyDocument document) =>
        new(PolicyBody.Of(document), ApiJson.Responses.PolicyBody) { ETag = ETags.Of(document.Version) };
}
