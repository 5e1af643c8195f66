using AfterSales.Agents;
using AfterSales.Api.Http;

namespace AfterSales.Api.Agents;

/// <summary>Cases know no agents, so the front asks before it names one to them.</summary>
internal static class KnownAgents
{
    /// <summary>Null: the agent is registered.</summary>
    public static async Task<Failure?> Refusal(string agentId, HttpContext http, IGrainFactory grains)
    {
        var found = await grains.GetGrain<IAgentGrain>(agentId).Get(http.ReadContext());
        return found.Succeeded ? null
            : found.Failure.Code == FailureCodes.NotFound ? new Failure(FailureCodes.UnknownAgent, $"There is no agent {agentId}.")
            : found.Failure;
    }
}
