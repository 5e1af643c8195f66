using AfterSales.Agents.Domain;
using AfterSales.Routing;
using AfterSales.Streams;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging;

namespace AfterSales.Agents;

/// <summary>The agent's way to cases: a question when something must be known, and requests nobody waits for.</summary>
internal sealed class TicketLink(string agentId, IGrainFactory grains, ILogger logger)
{
    /// <param name="ticketId">The case.</param>
    /// <param name="assignmentId">What it is asked about.</param>
    /// <param name="round">The round of an unconfirmed reservation, which cannot be assigned after the answer; 0 only asks.</param>
    /// <param name="atLeast">Version of the case that is known here.</param>
    public async Task<Outcome<RoutingFacts>> Ask(Guid ticketId, Guid assignmentId, int round, int atLeast)
    {
        try
        {
            var answer = await grains.GetGrain<ITicketGrain>(ticketId).ConfirmOrVoidAssignment(assignmentId, round, atLeast);

            // A case that does not exist has nobody, and its facts never get older than that.
            return answer.Failure?.Code == FailureCodes.NotFound ? new RoutingFacts(ticketId, int.MaxValue, null, null, []) : answer;
        }
        catch (Exception exception)
        {
            AgentLog.TicketSilent(logger, exception, agentId, ticketId, assignmentId);
            return StorageFailures.Overloaded;
        }
    }

    public void Return(DueReturn due) => _ = SendReturn(due);

    private async Task SendReturn(DueReturn due)
    {
        try
        {
            await grains.GetGrain<ITicketGrain>(due.TicketId).Return(due.AssignmentId, due.Reason, agentId, due.Version);
        }
        catch (Exception exception)
        {
            AgentLog.TicketSilent(logger, exception, agentId, due.TicketId, due.AssignmentId);
        }
    }
}
