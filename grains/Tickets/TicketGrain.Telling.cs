using AfterSales.Agents;
using AfterSales.Queues;
using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>The fast path after a commit: read model, queue and agent are told, nobody waits for it. The follower of the log is the guarantee.</summary>
internal sealed partial class TicketGrain
{
    private void Publish(TicketState before)
    {
        var state = _stream.State;
        if (TicketProjection.ToRow(_id, state, _stream.Version) is not { } row)
        {
            return;
        }

        services.Dirty.Mark(row);
        if (TicketRouting.Changed(before, state))
        {
            Tell(row.Routing, before);
        }
    }

    /// <summary>Who has the case now, and who had it before.</summary>
    private void Tell(RoutingFacts facts, TicketState before)
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

    private void TellEverybody(RoutingFacts facts)
    {
        Tell(facts, TicketState.None);
        foreach (var place in facts.Left.OrEmpty())
        {
            if (place.Agent is { } agent)
            {
                TellAgent(agent, facts);
            }
            else if (place.Queue is { } queue)
            {
                TellQueue(queue, facts);
            }
        }
    }

    private void TellQueue(string queue, RoutingFacts facts)
    {
        try
        {
            Forget(GrainFactory.GetGrain<IQueueGrain>(QueueKeys.Of(queue)).Notify(facts));
        }
        catch (Exception exception)
        {
            LogUntold(_id, exception);
        }
    }

    private void TellAgent(string agent, RoutingFacts facts)
    {
        try
        {
            Forget(GrainFactory.GetGrain<IAgentGrain>(agent).Notify(facts));
        }
        catch (Exception exception)
        {
            LogUntold(_id, exception);
        }
    }

    private void Forget(Task told)
    {
        if (!told.IsCompletedSuccessfully)
        {
            _ = Watch(told);
        }
    }

    private async Task Watch(Task told)
    {
        try
        {
            await told;
        }
        catch (Exception exception)
        {
            LogUntold(_id, exception);
        }
    }
}
