using AfterSales.ReadModel;

namespace AfterSales.Followers;

/// <summary>Brings streams through: into the read model, then to the actors. Whatever fails is named, and everything else goes on.</summary>
internal sealed class ProjectionWork(ReadModelRepair repair, SliceReader reader, FactsTeller facts, RoutingTeller routing, WheelTeller wheel, TellingRound round)
{
    /// <returns>Agents that queues were told of.</returns>
    public async Task<IReadOnlyCollection<AgentRow>> Run(
        SliceStreams streams, bool settle, QueueAudience audience, SliceFaults faults, CancellationToken cancellationToken)
    {
        await repair.Ensure(streams, settle, faults, cancellationToken);
        var tickets = await reader.ReadTickets([.. streams.Tickets.Keys], faults, cancellationToken);
        var agents = await reader.ReadAgents([.. streams.Agents.Keys], faults, cancellationToken);
        await round.Run(
            [.. wheel.Of(tickets.Due), .. facts.Of(tickets.Standing), .. routing.Of(tickets.Routing, agents, streams, audience)], faults, cancellationToken);
        // Best effort: a case that cannot yet stays in the sweep, and holds up nobody.
        await round.Run([.. routing.Reroutes(tickets.Unrouted)], faults: null, cancellationToken);
        return agents;
    }
}
