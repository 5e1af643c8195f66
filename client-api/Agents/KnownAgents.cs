using AfterSales.Agents;
using AfterSales.Api.Http;

namespace AfterSales.Api.Agents;

/// <summary>Cases know no agents, so the front asks before it names one to them.</summary>
internal static class KnownAgents
{
    /// <summary>Whether the agent is registered; a failure when that cannot be known now.</summary>
    public static async Task<Outcome<bool>> Has(string agentId, HttpContext http, IGrainFactory grains)
    {
        var found = await grains.GetGrain<IAgentGrain>(agentId).Get(http.ReadContext());
        return found.Succeeded ? true
            : found.Failure.Code == FailureCodes.NotFound ? false
            : found.Failure;
    }
}
