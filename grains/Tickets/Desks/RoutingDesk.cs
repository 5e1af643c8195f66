using AfterSales.Log;
using AfterSales.Routing;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>Where a case is after a question about its way to a person, and what it was when the answer changed it.</summary>
/// <param name="Facts">Where it is, or why that cannot be told.</param>
/// <param name="Before">The state before the row that was written; null when nothing changed.</param>
internal readonly record struct RoutingStep(Outcome<RoutingFacts> Facts, TicketState? Before);

/// <summary>
/// A case's side of the assignment protocol (architecture.md section 4) between the pure domain and the log. Apart from the grain, so that tests drive it
/// without an engine. Everything is decided on the newest row or refused by the log: a question may be repeated, and answers never contradict
/// each other.
/// </summary>
internal sealed class RoutingDesk(Guid ticketId, EventStream<TicketState, TicketEvent, TicketFold> stream, TicketGrainServices services)
{
    /// <summary>The row carries the assignment's own id, so that a repeated append of the same assignment is known as such.</summary>
    public Task<RoutingStep> Assign(AssignmentRequest request)
    {
        NotBefore(request.Round);
        return Route((state, _) => RoutingDecider.Assign(state, request), new CommandId(request.AssignmentId));
    }

    /// <summary>Runs beside an assigning row in flight: one of the two is first in the log, and the other is refused and reads again.</summary>
    public Task<RoutingStep> ConfirmOrVoid(Guid assignmentId, int round, int atLeast)
    {
        NotBefore(Math.Max(round, atLeast));
        return Route((state, _) => RoutingDecider.Void(state, assignmentId, round), CommandId.New());
    }

    public async Task<RoutingStep> Reroute(int round, string? toQueue, RerouteReason reason)
    {
        if (await stream.TryEnsureCurrent() is { } unreachable)
        {
            return new RoutingStep(unreachable, null);
        }

        // Told by someone who knows newer queues than this process, perhaps.
        var known = services.Queues.Current;
        var removed = reason == RerouteReason.QueueRemoved && stream.State.Waiting is { } waits && known.Has(waits.Queue);
        if (removed || (toQueue is not null && !known.Has(toQueue)))
        {
            await services.Queues.Refresh();
        }

        return await Route((state, at) => RoutingDecider.Reroute(state, round, toQueue, reason, Context(at)), CommandId.New());
    }

    public Task<RoutingStep> Return(Guid assignmentId, ReturnReason reason, int atLeast)
    {
        NotBefore(atLeast);
        return Route((state, at) => RoutingDecider.Return(state, assignmentId, reason, Context(at)), CommandId.New());
    }

    public Task<RoutingStep> Read() => Route(static (_, _) => [], default);

    /// <summary>Whoever names a version (a round is one) that is not known here has it from another activation's rows, and the answer must know them.</summary>
    private void NotBefore(int version)
    {
        if (version > stream.Version)
        {
            stream.Invalidate();
        }
    }

    private async Task<RoutingStep> Route(Func<TicketState, DateTimeOffset, ImmutableArray<TicketEvent>> decide, CommandId commandId)
    {
        TicketState? before = null;
        var facts = await stream.Run(
            (state, at) =>
            {
                var events = decide(state, at);
                if (!events.IsEmpty)
                {
                    events = RowConsequences.CompleteRouting(state, events, Context(at));
                }

                before = events.IsEmpty ? null : state;
                return Decision<TicketState, TicketEvent, RoutingFacts>.Accept(events, now => TicketRouting.Facts(ticketId, now, stream.Version));
            },
            new RowOrigin(Caller.System.Subject, commandId, Lane: AppendLane.System));
        return new RoutingStep(facts, facts.Succeeded ? before : null);
    }

    private DecisionContext Context(DateTimeOffset now) => services.Decision(now, Caller.System);
}
