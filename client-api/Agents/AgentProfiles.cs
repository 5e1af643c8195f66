using AfterSales.Agents;
using AfterSales.Api.Http;
using AfterSales.Api.Idempotency;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Api.Values;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Agents;

/// <summary>PUT, GET and DELETE of one agent.</summary>
internal static class AgentProfiles
{
    public static async Task<Results<JsonAnswer<AgentView>, ProblemAnswer>> Put(string id, HttpContext http, [FromServices] IGrainFactory grains)
    {
        if (!TextRules.IsId(id))
        {
            return (ProblemAnswer)Refusals.BadId;
        }

        var change = await Change<AgentInput>.Read(http, AgentRules.Agent, AgentRules.MaxBytes, $"agent {id}");
        if (!change.Succeeded)
        {
            return (ProblemAnswer)change.Failure;
        }

        // Decides between 200 and 201 only; of two callers who register him at once both may be told 201.
        var agent = grains.GetGrain<IAgentGrain>(id);
        var existed = (await agent.Get(http.ReadContext())).Succeeded;
        var put = await agent.Put(change.Value.Body.ToProfile(), change.Value.Context);
        return put.Succeeded ? Answer(put.Value, existed ? StatusCodes.Status200OK : StatusCodes.Status201Created) : (ProblemAnswer)put.Failure;
    }

    public static async Task<Results<JsonAnswer<AgentView>, NotModified, ProblemAnswer>> Get(
        string id, HttpContext http, [FromServices] IGrainFactory grains)
    {
        if (!TextRules.IsId(id))
        {
            return (ProblemAnswer)Refusals.NotFound;
        }

        var found = await grains.GetGrain<IAgentGrain>(id).Get(http.ReadContext());
        return !found.Succeeded ? (ProblemAnswer)found.Failure
            : ETags.NoneMatches(http.Request, found.Value.Version) ? new NotModified(ETags.Of(found.Value.Version))
            : Answer(found.Value);
    }

    public static async Task<Results<JsonAnswer<AgentView>, ProblemAnswer>> Delete(string id, HttpContext http, [FromServices] IGrainFactory grains)
    {
        if (!TextRules.IsId(id))
        {
            return (ProblemAnswer)Refusals.NotFound;
        }

        var asked = Removal.Of(http, $"remove agent {id}");
        if (!asked.Succeeded)
        {
            return (ProblemAnswer)asked.Failure;
        }

        var removed = await grains.GetGrain<IAgentGrain>(id).Remove(asked.Value.Requeue, http.CommandContext(asked.Value.CommandId, asked.Value.IfMatch));
        return removed.Succeeded ? Answer(removed.Value) : (ProblemAnswer)removed.Failure;
    }

    public static JsonAnswer<AgentView> Answer(AgentView agent, int status = StatusCodes.Status200OK) =>
        new(agent, ApiJson.Responses.AgentView, status) { ETag = ETags.Of(agent.Version) };
}
