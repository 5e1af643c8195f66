using static AfterSales.Tickets.TicketKind;
using static AfterSales.Tickets.TicketStep;

namespace AfterSales.Tickets;

/// <summary>The command table of domain.md section 2 and what silence does (section 8) as rows. Nothing else says what is possible.</summary>
internal static class TransitionTable
{
    /// <summary>What follows when nobody acts; no command.</summary>
    public const string Expire = "expire";

    private const Roles Agents = Roles.Agent | Roles.Lead;
    private const Roles Departments = Agents | Roles.Warehouse | Roles.Finance | Roles.Workshop | Roles.Logistics | Roles.Quality | Roles.Arbitrator;

    private static readonly ImmutableArray<TicketKind> AnyKind = [.. Enum.GetValues<TicketKind>()];
    private static readonly ImmutableArray<TicketKind> Goods = [RefundOnly, ReturnRefund, Exchange, Repair, Reship];
    private static readonly ImmutableArray<TicketKind> Inspected = [ReturnRefund, Exchange, Repair];
    private static readonly ImmutableArray<TicketStep> AnyStep = [.. Enum.GetValues<TicketStep>()];
    private static readonly ImmutableArray<TicketStep> Ours = [UnderReview, AwaitingInspection, AwaitingRefund, AwaitingReplacement, InRepair, InDialogue];
    private static readonly ImmutableArray<TicketStep> Withdrawable =
        [UnderReview, AwaitingReturn, AwaitingRefund, AwaitingReplacement, InDialogue, AwaitingCustomer, CounterOffered, InDispute];

    public static ImmutableArray<Transition> Rows { get; } =
    [
        // Review
        new("approve", Agents | Roles.System, AnyKind, [UnderReview], Decided) { Closing = true },
        new("reject", Agents, AnyKind, [UnderReview, AwaitingInspection], To(TicketStep.Rejected)) { Closing = true },
        new("reject", Roles.Warehouse, AnyKind, [AwaitingInspection], To(TicketStep.Rejected)) { Closing = true },
        new("request-info", Agents, AnyKind, Ours, To(AwaitingCustomer)),
        new("provide-info", Agents | Roles.Customer, AnyKind, [AwaitingCustomer], Back) { Closing = true },
        new("counter-offer", Agents, Goods, [UnderReview, AwaitingInspection], To(CounterOffered)),
        new("accept-offer", Roles.Customer, Goods, [CounterOffered], OfferTaken) { Closing = true },
        new("decline-offer", Roles.Customer, Goods, [CounterOffered], Back) { Closing = true },

        // Goods and money
        new("ship-return", Agents | Roles.Customer, Inspected, [AwaitingReturn], To(ReturnInTransit)) { Closing = true },
        new("report-arrival", Roles.Warehouse | Roles.Logistics | Roles.System, Inspected, [ReturnInTransit], To(AwaitingInspection)) { Closing = true },
        new("confirm-receipt", Roles.Warehouse, Inspected, [AwaitingInspection, ReturnInTransit], Received) { Closing = true },
        new("start-repair", Roles.Workshop, [Repair], [AwaitingInspection], To(InRepair)) { Closing = true },
        new("finish-repair", Roles.Workshop, [Repair], [InRepair], To(ReplacementInTransit)) { Closing = true },
        new("ship-replacement", Roles.Warehouse, Goods, [AwaitingReplacement], To(ReplacementInTransit)) { Closing = true },
        new("ship-back", Roles.Warehouse, Goods, [TicketStep.Rejected, ReturningGoods, Closed], To(ReturningGoods)) { When = TicketConditions.OwesGoodsBack, Closing = true },
        new("report-delivery", Roles.Logistics | Roles.Integration | Roles.System, Goods, [ReplacementInTransit, ReturningGoods], Same) { When = TicketConditions.IsSent, Closing = true },
        new("confirm-delivery", Roles.Customer | Roles.System, Goods, [ReplacementInTransit], To(Completed)) { Closing = true },
        new("confirm-delivery", Roles.Customer | Roles.System, Goods, [ReturningGoods], To(Closed)) { When = TicketConditions.IsSent, Closing = true },
        new("refund-issued", Roles.Finance | Roles.Integration, Goods, [AwaitingRefund], To(Completed)) { Closing = true },
        new("refund-failed", Roles.Finance | Roles.Integration, Goods, [AwaitingRefund], Same),

        // Dialogue
        new("reply", Departments, AnyKind, AnyStep, Same),
        new("note", Departments, AnyKind, AnyStep, Same),
        new("customer-message", Roles.Customer, AnyKind, AnyStep, Heard),
        new("resolve", Agents, AnyKind, [InDialogue], To(TicketStep.Resolved)) { Closing = true },
        new("confirm-resolution", Roles.Customer | Roles.System, AnyKind, [TicketStep.Resolved], To(Completed)) { Closing = true },
        new("rate", Roles.Customer, AnyKind, [TicketStep.Resolved, Completed], Same) { When = TicketConditions.NotRated },

        // Ends and going back on them
        new("reopen", Agents | Roles.Customer, AnyKind, [TicketStep.Resolved, Completed, Closed], TakenUp) { When = TicketConditions.MayReopen },
        new("cancel", Roles.Customer, AnyKind, Withdrawable, To(TicketStep.Cancelled)) { When = TicketConditions.NothingMoved, Closing = true },
        new("dispute", Roles.Customer, AnyKind, [TicketStep.Rejected], To(InDispute)) { When = TicketConditions.MayDispute, Closing = true },
        new("decide-dispute", Roles.Arbitrator, AnyKind, [InDispute], Arbitrated) { Closing = true },

        // Routing
        new("claim", Departments, AnyKind, AnyStep, Same) { When = TicketConditions.MayClaim },
        new("assign", Agents | Roles.System, AnyKind, AnyStep, Same) { When = TicketConditions.IsOpen },
        new("transfer", Agents | Roles.System, AnyKind, AnyStep, Same) { When = TicketConditions.IsOpen },
        new("release", Departments | Roles.System, AnyKind, AnyStep, Same) { When = TicketConditions.MayRelease },

        // Labels
        new("set-priority", Agents, AnyKind, AnyStep, Same),
        new("set-category", Agents, AnyKind, AnyStep, Same),
        new("add-tag", Agents, AnyKind, AnyStep, Same),
        new("remove-tag", Agents, AnyKind, AnyStep, Same),
        new("link-duplicate", Agents, AnyKind, AnyStep, Same),

        // Silence
        Silence([UnderReview], Decided),
        Silence([AwaitingCustomer, CounterOffered, AwaitingReturn], To(Closed)),
        Silence([TicketStep.Rejected], RejectionStands),
        Silence([AwaitingInspection], TakenAsReceived),
        Silence([ReplacementInTransit, TicketStep.Resolved], To(Completed)),
        Silence([ReturningGoods], To(Closed)),
        Silence(AnyStep, Same) with { When = TicketConditions.SilenceEscalates },
    ];

    private static Transition Silence(ImmutableArray<TicketStep> from, Func<TicketState, ImmutableArray<TicketStep>> to) =>
        new(Expire, Roles.System, AnyKind, from, to) { When = TicketConditions.SilenceDecides, BySilence = true, Closing = true };

    private static Func<TicketState, ImmutableArray<TicketStep>> To(TicketStep step)
    {
        ImmutableArray<TicketStep> steps = [step];
        return _ => steps;
    }

    private static ImmutableArray<TicketStep> Same(TicketState state) => [state.Step];

    private static ImmutableArray<TicketStep> Back(TicketState state) => [state.Origin ?? state.Step];

    private static ImmutableArray<TicketStep> Heard(TicketState state) => state.Step == AwaitingCustomer ? Back(state) : Same(state);

    private static ImmutableArray<TicketStep> Decided(TicketState state) => [TicketPaths.AfterApproval(state.Kind, state.GoodsHere)];

    private static ImmutableArray<TicketStep> OfferTaken(TicketState state) => [TicketPaths.AfterApproval(state.Offer?.Kind ?? state.Kind, state.GoodsHere)];

    private static ImmutableArray<TicketStep> Received(TicketState state) => [TicketPaths.AfterReceipt(state.Kind), UnderReview];

    private static ImmutableArray<TicketStep> TakenAsReceived(TicketState state) => [TicketPaths.AfterReceipt(state.Kind)];

    private static ImmutableArray<TicketStep> RejectionStands(TicketState state) => [state.OwesGoodsBack ? ReturningGoods : Closed];

    private static ImmutableArray<TicketStep> Arbitrated(TicketState state) => [TicketPaths.AfterApproval(state.Kind, state.GoodsHere), Closed];

    private static ImmutableArray<TicketStep> TakenUp(TicketState state) => [TicketPaths.AfterReopening(state)];
}
