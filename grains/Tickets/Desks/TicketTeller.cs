using AfterSales.Agents;
using AfterSales.Queues;
using AfterSales.Routing;
using Microsoft.Extensions.Logging;

namespace AfterSales.Tickets;

/// <summary>
/// The fast path of routing after a commit: queue and agent are told, nobody waits for it, and a fault changes nothing. The follower of the log is the
/// guarantee.
/// </summary>
internal sealed class TicketTeller(IGrainFactory grains, ILogger logger)
{
    /// <summary>Who has the case now, and who had it before.</summary>
    public void Tell(RoutingFacts facts, TicketState before)
    {
        var queue = facts.Waiting?.Queue;
        if (queue is not null)
        {
            TellQueue(queue, facts);
        }

        if (before.Waiting is { } left && left.Queue != queue)
        {
            TellQueue(left.Queue, facts);
        }

        if (before.Assignment is { } work && work.Queue != queue && !(facts.Assigned is { Active: true } still && still.AssignmentId == work.Id))
        {
            // Where it came from counts what was finished, and learns how long it takes.
            TellQueue(work.Queue, facts);
        }

        var agent = facts.Assigned?.Agent;
        if (agent is not null)
        {
            TellAgent(agent, facts);
        }

        if (before.Assignment is { } lost && lost.Agent != agent)
        {
            TellAgent(lost.Agent, facts);
        }
    }

    public void TellAgent(string agent, RoutingFacts facts)
    {
        try
        {
            Forget(grains.GetGrain<IAgentGrain>(agent).Notify(facts), facts.TicketId);
        }
        catch (Exception exception)
        {
            TicketLog.Untold(logger, facts.TicketId, exception);
        }
    }

    private void TellQueue(string queue, RoutingFacts facts)
    {
        try
        {
            Forget(grains.GetGrain<IQueueGrain>(QueueKeys.Of(queue)).Notify(facts), facts.TicketId);
        }
        catch (Exception exception)
        {
            TicketLog.Untold(logger, facts.TicketId, exception);
        }
    }

    private void Forget(Task told, Guid ticketId)
    {
        if (!told.IsCompletedSuccessfully)
        {
            _ = Watch(told, ticketId);
        }
    }

    private async Task Watch(Task told, Guid ticketId)
    {
        try
        {
            await told;
        }
        catch (Exception exception)
        {
            TicketLog.Untold(logger, ticketId, exception);
        }
    }
}
