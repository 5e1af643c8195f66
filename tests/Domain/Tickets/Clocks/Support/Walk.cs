using System.Collections.Immutable;
using AfterSales.Orders;
using AfterSales.Policies;
using AfterSales.Sla;
using AfterSales.Streams;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Tickets.Clocks;

/// <summary>Every place a case of one kind can come to, with the clocks that run there, and every way from one to the next: by commands and by silence.</summary>
internal sealed class Walk
{
    private readonly Dictionary<string, Place> _places = [];

    public Walk(TicketKind kind)
    {
        foreach (var claim in new[] { Samples.Claim(), Samples.Claim(OrderProgress.NotShipped) })
        {
            var opened = Case.Opened(kind, claim: claim);
            Find(opened.State, opened.Now);
        }

        for (var open = _places.Values.ToList(); open.Count > 0; open = [.. _places.Values.Where(place => place.Ways.IsDefault)])
        {
            open.ForEach(place => place.Ways = [.. Ways(place)]);
        }
    }

    public IEnumerable<Place> Places => _places.Values;

    private IEnumerable<Way> Ways(Place place)
    {
        foreach (var (command, caller) in Commands(place.State))
        {
            var decided = TicketDecider.Decide(place.State, command, Context(place.At, caller, place.State));
            if (decided.Succeeded && decided.Value.Events is not [Unchanged])
            {
                yield return new Way(TicketActions.NameOf(command), place, caller, Follow(place, decided.Value.Events, place.At, caller));
            }
        }

        if (place.State.Deadline is { } deadline)
        {
            var context = Context(place.At, Caller.System, place.State);
            // Without the clocks that time would have broken until then: they run on all the same.
            var silence = DeadlineDue.Decide(place.State with { Deadline = deadline with { At = place.At } }, context);
            yield return new Way("silence", place, Caller.System, Follow(place, RowConsequences.Complete(place.State, silence, context).Events, place.At, Caller.System));
        }
    }

    private Place Follow(Place from, ImmutableArray<TicketEvent> events, DateTimeOffset at, Caller caller)
    {
        var stamp = new EventStamp(from.State.Version + 1, at, caller.Subject, Guid.Empty);
        return Find(events.Aggregate(from.State, (state, stored) => TicketFold.Apply(state, stored, stamp)), at);
    }

    private Place Find(TicketState state, DateTimeOffset at)
    {
        var clocks = string.Join(" ", state.Clocks.Where(clock => clock.IsLive).Select(clock => $"{clock.Name}:{clock.Status}").Order());
        var key = $"{state.Kind} {state.Step} {state.Origin} {state.Offer?.Kind} {state.GoodsHere} {state.RefundedAmount > 0} {state.Outstanding > 0} {state.OwesGoodsBack}"
            + $" {state.ClosedHow} {state.DeliveredAt is null} {state.Deadline?.Effect} {state.Receipt?.AsPromised} {state.LastMessage} {state.ReopenedCount > 0} | {clocks}";
        return _places.TryGetValue(key, out var known) ? known : _places[key] = new Place(key, state, at);
    }

    /// <summary>One caller for each role does; what says nothing about steps, speech and goods is left out.</summary>
    private static IEnumerable<(TicketCommand Command, Caller Caller)> Commands(TicketState state)
    {
        TicketCommand[] commands =
        [
            .. TicketActions.Names.Except(["note", "rate", "claim", "assign", "transfer", "release", "set-priority", "set-category", "add-tag", "remove-tag", "link-duplicate"])
                .Select(action => Tickets.Commands.Of(action, state)),
            new ConfirmReceipt(Samples.Received(2, damaged: 1)), new ConfirmReceipt(Samples.Received(1)), new ConfirmReceipt(Samples.Received(0)), new DecideDispute(DisputeOutcome.Shop, "no"),
            new RefundIssued(Samples.Yuan(state.Outstanding), $"pay-{state.Payments.Length}"),
            .. Enum.GetValues<TicketKind>().Where(TicketPaths.IsGoodsKind).Select(kind => new CounterOffer(kind, null, "Or so?")),
        ];
        Caller[] callers = [People.Agent, People.Customer, People.Warehouse, People.Workshop, People.Logistics, People.Finance, People.Arbitrator];
        return from command in commands
               from caller in callers
               select (command, caller);
    }

    private static DecisionContext Context(DateTimeOffset now, Caller caller, TicketState state) =>
        new(now, caller, PolicySet.Default) { Claim = state.ReopenNeedsClaim ? Samples.Claim() : null };
}

/// <param name="Name">Tells places apart.</param>
/// <param name="State">The first case that came here.</param>
/// <param name="At">When.</param>
internal sealed record Place(string Name, TicketState State, DateTimeOffset At)
{
    public ImmutableArray<Way> Ways { get; set; }

    public ClockStatus? StatusOf(string clock) => State.Clocks.SingleOrDefault(known => known.Name == clock && known.IsLive)?.Status;

    public bool Runs(string clock) => StatusOf(clock) == ClockStatus.Running;
}

internal sealed record Way(string Action, Place From, Caller Caller, Place To);
