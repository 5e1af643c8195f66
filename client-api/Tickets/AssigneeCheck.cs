using AfterSales.Api.Agents;
using AfterSales.Api.Http;
using AfterSales.Tickets;

namespace AfterSales.Api.Tickets;

/// <summary>Before a case is given to somebody: does he exist?</summary>
internal static class AssigneeCheck
{
    /// <summary>Null: go on. Customers are sent on as well; the case refuses them without telling who works here.</summary>
    public static async ValueTask<Failure?> Refusal(TicketCommand command, HttpContext http, IGrainFactory grains)
    {
        var agentId = command switch
        {
            Assign assign => assign.AgentId,
            Transfer transfer => transfer.AgentId,
            _ => null,
        };
        return agentId is null || !http.Caller().IsStaff ? null : await KnownAgents.Refusal(agentId, http, grains);
    }
}
