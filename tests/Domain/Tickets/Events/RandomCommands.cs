using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Orders;
using AfterSales.Policies;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Draws openings and commands; mostly possible ones, so that cases get far, and some that must be refused.</summary>
#pragma warning disable CA5394 // Repeatable by seed is the point; nothing here is a secret.
internal sealed class RandomCommands(int seed)
{
    private static readonly ImmutableArray<string> Names = [.. TicketActions.Names.Order(StringComparer.Ordinal)];

    private readonly Random _random = new(seed);

    public Case Open(PolicySet? policies = null, CalendarSet? calendars = null)
    {
        var kind = Any(Enum.GetValues<TicketKind>());
        var claim = Samples.Claim(Any(Enum.GetValues<OrderProgress>()), Any([0L, 1_500, Samples.Value, 500_000])) with { NoReasonReturn = Chance(3) };
        var requested = Chance(3) && claim.Amount.Amount > 0 ? claim.Amount with { Amount = _random.NextInt64(1, claim.Amount.Amount + 1) } : (Money?)null;
        var opened = new Case { Policies = policies ?? PolicySet.Default, Calendars = calendars ?? BuiltInCalendars.Set };
        opened.Open(Samples.Open(kind) with { RequestedAmount = requested }, People.Customer, claim, Samples.Standing(granted: Chance(2)));
        return opened;
    }

    public (TicketCommand Command, Caller Caller) Next(TicketState state)
    {
        var caller = Any(People.All);
        var context = new DecisionContext(Samples.Start, caller, PolicySet.Default);
        var allowed = TicketGraph.AllowedActions(state, context);
        var action = Chance(8) || allowed.IsEmpty ? Any(Names) : Any(allowed);
        return (Vary(Commands.Of(action, state), state), caller);
    }

    /// <summary>Mostly minutes, sometimes days, so that windows close now and then.</summary>
    public int Hours() => Chance(20) ? _random.Next(200) : 0;

    private TicketCommand Vary(TicketCommand command, TicketState state) => command switch
    {
        Approve => new Approve(Chance(2) ? Amount(state) : null),
        CounterOffer => new CounterOffer(Chance(2) ? Any(Enum.GetValues<TicketKind>()) : null, Chance(2) ? Amount(state) : null, Chance(10) ? "" : "An offer."),
        ConfirmReceipt => new ConfirmReceipt(Receipt()),
        RefundIssued => new RefundIssued(Amount(state), $"pay-{_random.Next(4)}"),
        DecideDispute => new DecideDispute(Any(Enum.GetValues<DisputeOutcome>()), "Because.", Chance(2) ? Amount(state) : null),
        Rate => new Rate(_random.Next(0, 7)),
        SetPriority => new SetPriority(Any(Enum.GetValues<TicketPriority>()), "needed"),
        SetCategory => new SetCategory(Any(Enum.GetValues<TicketCategory>())),
        Assign => new Assign(Any(["a-1", "a-2", "l-1", ""])),
        Transfer => new Transfer(Chance(2) ? Any(["general", "quality", "nowhere"]) : null, Chance(3) ? Any(["a-1", "a-2"]) : null, "better there"),
        AddTag => new AddTag($"tag-{_random.Next(30)}"),
        RemoveTag => new RemoveTag($"tag-{_random.Next(30)}"),
        _ => command,
    };

    private Money Amount(TicketState state) => Any(
        [Samples.Yuan(state.Outstanding), Samples.Yuan(_random.NextInt64(-1, 12_000)), Samples.Yuan(state.Ceiling), Samples.Yuan(long.MaxValue), new Money(100, "USD")]);

    private ImmutableArray<ReceivedLine> Receipt()
    {
        var received = _random.Next(0, 4);
        return Any<ImmutableArray<ReceivedLine>>([Samples.Received(2), Samples.Received(received, _random.Next(0, received + 1)), []]);
    }

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T Any<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
