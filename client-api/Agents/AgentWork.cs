using AfterSales.Agents;
using AfterSales.Api.Http;
using AfterSales.Api.Idempotency;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Api.Values;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Agents;

/// <summary>What an agent has, and whether he can be given more.</summary>
internal static class AgentWork
{
    public static async Task<Results<JsonAnswer<AgentWorkView>, ProblemAnswer>> Get(string id, HttpContext http, [FromServices] IGrainFactory grains)
    {
        if (!TextRules.IsId(id))
        {
            return (ProblemAnswer)Refusals.NotFound;
        }

        var work = await grains.GetGrain<IAgentGrain>(id).GetWork(http.ReadContext());
        return work.Succeeded ? Answer(work.Value) : (ProblemAnswer)work.Failure;
    }

    public static async Task<Results<JsonAnswer<AgentView>, ProblemAnswer>> SetPresence(
        string id, HttpContext http, [FromServices] IGrainFactory grains)
    {
        var caller = http.Caller();
        if (caller.Subject != id && !caller.HasAny(Roles.Lead | Roles.Admin))
        {
            return (ProblemAnswer)Refusals.Forbidden;
        }

        if (!TextRules.IsId(id))
        {
            return (ProblemAnswer)Refusals.NotFound;
        }

        var change = await Change<PresenceInput>.Read(http, AgentRules.Presence, AgentRules.MaxBytes, $"presence {id}");
        if (!change.Succeeded)
        {
            return (ProblemAnswer)change.Failure;
        }

        var (wanted, context) = change.Value;
        var set = await grains.GetGrain<IAgentGrain>(id).SetPresence(wanted.Presence, wanted.Reason, context);
        return set.Succeeded ? AgentProfiles.Answer(set.Value) : (ProblemAnswer)set.Failure;
    }

    public static JsonAnswer<AgentWorkView> Answer(AgentWorkView work) => new(work, ApiJson.Responses.AgentWorkView);
}
