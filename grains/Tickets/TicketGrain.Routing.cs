using AfterSales.Log;
using AfterSales.Routing;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>
/// The case's side of the assignment protocol (architecture.md section 4): its stream is the truth of who holds it. Whatever is asked is decided on
/// the newest row or refused by the log, so a question may be repeated and answers never contradict each other.
/// </summary>
internal sealed partial class TicketGrain
{
    public async Task<Outcome<AssignmentAnswer>> Assign(AssignmentRequest request)
    {
        // The row carries the assignment's own id, so that a repeated append of the same assignment is known as such.
        var routed = await Route((state, _) => RoutingDecider.Assign(state, request), new CommandId(request.AssignmentId));
        return routed.Succeeded
            ? new AssignmentAnswer(routed.Value.Assigned?.AssignmentId == request.AssignmentId, routed.Value)
            : routed.Failure;
    }

    public async Task<Outcome<RoutingFacts>> ConfirmOrVoidAssignment(Guid assignmentId, int round)
    {
        // Interleaves with the assigning row in flight: one of the two is first in the log, and the other is refused and reads again.
        var fenced = false;
        var routed = await Route(
            (state, _) =>
            {
                var events = RoutingDecider.Void(state, assignmentId, round);
                fenced = !events.IsEmpty;
                return events;
            },
            CommandId.New());
        if (fenced && routed.Succeeded)
        {
            LogAssignmentVoided(_id, assignmentId, round);
        }

        return routed;
    }

    public async Task<Outcome<RoutingFacts>> Reroute(int round, string? toQueue, RerouteReason reason)
    {
        if (await EnsureCurrent() is { } unavailable)
        {
            return unavailable;
        }

        // Told by someone who knows newer queues than this process, perhaps.
        var known = services.Queues.Current;
        var removed = reason == RerouteReason.QueueRemoved && _stream.State.Waiting is { } waits && known.Has(waits.Queue);
        if (removed || (toQueue is not null && !known.Has(toQueue)))
        {
            await services.Queues.Refresh();
        }

        return await Route((state, at) => RoutingDecider.Reroute(state, round, toQueue, reason, Decision(at, Caller.System)), CommandId.New());
    }

    public async Task Return(Guid assignmentId, ReturnReason reason)
    {
        var returned = false;
        var routed = await Route(
            (state, at) =>
            {
                var events = RoutingDecider.Return(state, assignmentId, reason, Decision(at, Caller.System));
                returned = !events.IsEmpty;
                return events;
            },
            CommandId.New());
        if (routed.Succeeded && !returned)
        {
            // Whoever asked does not know yet what became of it.
            TellEverybody(routed.Value);
        }
    }

    public async Task<Outcome<RoutingFacts>> GetRouting()
    {
        if (await EnsureCurrent() is { } unavailable)
        {
            return unavailable;
        }

        var facts = TicketRouting.Facts(_id, _stream.State, _stream.Version);
        Tell(facts, _stream.State);
        return facts;
    }

    /// <summary>Decides on the newest state, commits as the system, tells whom it concerns, and answers where the case is.</summary>
    private async Task<Outcome<RoutingFacts>> Route(Func<TicketState, DateTimeOffset, ImmutableArray<TicketEvent>> decide, CommandId commandId)
    {
        TicketState? before = null;
        var routed = await _stream.Run(
            (state, at) =>
            {
                var events = decide(state, at);
                before = events.IsEmpty ? null : state;
                return Decision<TicketState, TicketEvent, RoutingFacts>.Accept(events, now => TicketRouting.Facts(_id, now, _stream.Version));
            },
            new RowOrigin(Caller.System.Subject, commandId, Lane: AppendLane.System));
        if (!routed.Succeeded)
        {
            LogNotRouted(_id, _stream.Version, routed.Failure.Code);
        }
        else if (before is not null)
        {
            Publish(before);
        }

        return routed;
    }
}
