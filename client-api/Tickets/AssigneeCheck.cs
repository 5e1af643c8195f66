using AfterSales.Api.Agents;
using AfterSales.Api.Http;
using AfterSales.Tickets;

namespace AfterSales.Api.Tickets;

/// <summary>Before a case is given to somebody: does he exist?</summary>
internal static class AssigneeCheck
{
    /// <summary>
    /// False: it names an agent who is not registered. The case is told and refuses it in its turn, after a repeated command had its answer. Of customers
    /// nothing is asked; the case refuses them without telling who works here.
    /// </summary>
    public static async ValueTask<Outcome<bool>> IsKnown(TicketCommand command, HttpContext http, IGrainFactory grains)
    {
        var agentId = command switch
        {
            Assign assign => assign.AgentId,
            Transfer transfer => transfer.AgentId,
            _ => null,
        };
        return agentId is null || !http.Caller().IsStaff ? true : await KnownAgents.Has(agentId, http, grains);
    }
}
