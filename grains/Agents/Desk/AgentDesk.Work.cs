using AfterSales.Agents.Domain;
using AfterSales.Log;
using AfterSales.Routing;
using AfterSales.Streams;

namespace AfterSales.Agents;

/// <summary>What queues and cases ask and tell.</summary>
internal sealed partial class AgentDesk
{
    public async Task<Outcome<ReserveAnswer>> Reserve(ReserveRequest request)
    {
        var grant = Grant.Refuse("", request.Assignment.TicketId);
        var failure = await Run(
            (state, at) =>
            {
                grant = ReserveDecider.Decide(state, _seen, request, Policy, at);
                return (null, grant.Events);
            },
            RowOrigin.System() with { Lane = AppendLane.Command },
            answering: request.Assignment.Queue);
        if (failure is not null)
        {
            return failure;
        }

        var held = State.Held.FindAssignment(request.Assignment.AssignmentId);
        if (held is { Stage: HoldingStage.Reserved })
        {
            _leases.Start(held.AssignmentId);
        }

        return new ReserveAnswer(grant.Refusal is null, grant.Refusal, Status(), held?.ExpiresAt, grant.TicketId);
    }

    public async Task<Outcome<AgentStatus>> Release(Guid assignmentId) =>
        await Run((state, _) => (null, Endings.Release(state, _seen, assignmentId)), RowOrigin.System()) is { } failure ? failure : Status();

    /// <summary>Facts that would add work nothing was reserved for are first put to the case itself.</summary>
    public async Task<Outcome<bool>> Observe(RoutingFacts facts)
    {
        var (failure, seen) = await Take(facts, verified: false);
        if (failure is null && seen.Ask is { } unknown)
        {
            var asked = await _tickets.Ask(facts.TicketId, unknown, round: 0, atLeast: facts.Version);
            if (!asked.Succeeded)
            {
                return asked.Failure;
            }

            if (asked.Value.Version < facts.Version)
            {
                // The case reads its log anew for that version; an older answer is none, whatever went wrong, and whoever told has to tell again.
                return StorageFailures.OutcomeUnknown;
            }

            (failure, seen) = await Take(asked.Value, verified: true);
        }

        return failure is null ? !seen.Events.IsEmpty : failure;
    }

    /// <summary>As <see cref="Observe"/>; what cannot be taken now, the follower tells again.</summary>
    public async Task Notify(RoutingFacts facts)
    {
        if ((await Observe(facts)).Failure is { } failure)
        {
            AgentLog.FactsNotTaken(_logger, _agentId, facts.TicketId, facts.Version, failure.Code);
        }
    }

    private async Task<(Failure? Failure, Observation Seen)> Take(RoutingFacts facts, bool verified)
    {
        var seen = Observation.Nothing;
        var failure = await Run(
            (state, _) =>
            {
                seen = ObserveDecider.Decide(_agentId, state, _seen, facts, verified);
                return (null, seen.Events.Any(stored => stored is WorkEnded)
                    ? [.. seen.Events, .. IgnoredWork.Follow(_agentId, state, facts)]
                    : seen.Events);
            },
            RowOrigin.System());
        if (failure is null && facts.Assigned is { } mine && mine.Agent == _agentId
            && State.Held.Find(facts.TicketId) is { } held && held.AssignmentId == mine.AssignmentId && facts.Version >= _seen.Version(held))
        {
            _seen = _seen.See(facts.TicketId, facts.Version, mine);
        }

        return (failure, seen);
    }
}
