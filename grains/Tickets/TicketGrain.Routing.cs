using AfterSales.Routing;
using AfterSales.Sla;

namespace AfterSales.Tickets;

/// <summary>What queues and agents ask; see <see cref="RoutingDesk"/>.</summary>
internal sealed partial class TicketGrain
{
    public async Task<Outcome<AssignmentAnswer>> Assign(AssignmentRequest request)
    {
        var facts = Routed(await CatchUp() is { } unreachable ? new RoutingStep(unreachable, null) : await _routing.Assign(request));
        return facts.Succeeded
            ? new AssignmentAnswer(facts.Value.Assigned?.AssignmentId == request.AssignmentId, facts.Value)
            : facts.Failure;
    }

    public async Task<Outcome<RoutingFacts>> ConfirmOrVoidAssignment(Guid assignmentId, int round, int atLeast)
    {
        var asked = await _routing.ConfirmOrVoid(assignmentId, round, atLeast);
        if (asked.Before is not null)
        {
            LogAssignmentVoided(_id, assignmentId, round);
        }

        return Routed(asked);
    }

    public async Task<Outcome<RoutingFacts>> Reroute(int round, string? toQueue, RerouteReason reason) =>
        Routed(await CatchUp() is { } unreachable ? new RoutingStep(unreachable, null) : await _routing.Reroute(round, toQueue, reason));

    public async Task Return(Guid assignmentId, ReturnReason reason, string agent, int atLeast)
    {
        var asked = await CatchUp() is { } unreachable ? new RoutingStep(unreachable, null) : await _routing.Return(assignmentId, reason, atLeast);
        var facts = Routed(asked);
        if (facts.Succeeded && asked.Before is null)
        {
            // He does not know yet what became of it; everybody else was told when it happened.
            _teller.TellAgent(agent, facts.Value);
        }
    }

    public async Task<Outcome<RoutingFacts>> GetRouting()
    {
        var facts = Routed(await _routing.Read());
        if (facts.Succeeded)
        {
            _teller.Tell(facts.Value, _stream.State);
        }

        return facts;
    }

    /// <summary>Tells whom a change concerns, and passes the answer on.</summary>
    private Outcome<RoutingFacts> Routed(RoutingStep step)
    {
        if (step.Before is { } before)
        {
            Publish(before);
        }
        else if (!step.Facts.Succeeded)
        {
            LogNotRouted(_id, _stream.Version, step.Facts.Failure.Code);
        }

        return step.Facts;
    }

    /// <summary>After every commit: the read model's fast path, and whoever has or had the case when that changed.</summary>
    private void Publish(TicketState before)
    {
        var state = _stream.State;
        if (TicketProjection.ToRow(_id, state, _stream.Version) is not { } row)
        {
            return;
        }

        services.Dirty.Mark(row);
        if (row.NextDue != DueDecider.Next(before))
        {
            services.Due.Mark(new DueFacts(_id, _stream.Version, row.NextDue));
        }

        if (TicketRouting.Changed(before, state))
        {
            _teller.Tell(row.Routing, before);
        }
    }
}
