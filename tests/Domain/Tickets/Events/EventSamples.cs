using AfterSales.Orders;
using AfterSales.Streams;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>One event of every type that is or was written, with every field set; the golden files hold their JSON.</summary>
internal static class EventSamples
{
    private static readonly Evidence Photo = new("photo", "https://files.example/p-1");
    private static readonly Money Amount = Samples.Yuan(1_999);
    private static readonly PersonalText Text = new() { Text = "in words" };

    public static IReadOnlyList<TicketEvent> All { get; } =
    [
        Opening(),
        new WindowOverridden { By = Roles.Lead, Personal = Text },
        new AutoApproved("no-reason-return", 2, Amount) { To = TicketStep.AwaitingReturn, By = Roles.System, ReturnAddress = "1 Warehouse Road" },
        new OpeningVoided { By = Roles.System },
        new Approved("agent-approval", 3, Amount) { To = TicketStep.AwaitingReturn, By = Roles.Agent, ReturnAddress = "1 Warehouse Road", Personal = Text },
        new Rejected("warehouse-rejection") { To = TicketStep.Rejected, By = Roles.Warehouse, Abuse = true, Personal = Text },
        new InfoRequested { To = TicketStep.AwaitingCustomer, By = Roles.Agent, Personal = Text },
        new InfoProvided { To = TicketStep.UnderReview, By = Roles.Customer, Evidence = [Photo], Personal = Text },
        new OfferMade(TicketKind.RefundOnly, Amount) { To = TicketStep.CounterOffered, By = Roles.Lead, Personal = Text },
        new OfferAccepted(TicketKind.ReturnRefund, Amount) { To = TicketStep.AwaitingReturn, By = Roles.Customer, ReturnAddress = "1 Warehouse Road" },
        new OfferDeclined { To = TicketStep.UnderReview, By = Roles.Customer, Personal = Text },
        new ReturnShipped("SF", "SF-1") { To = TicketStep.ReturnInTransit, By = Roles.Customer },
        new ReturnArrived { To = TicketStep.AwaitingInspection, By = Roles.Logistics },
        new ReceiptConfirmed([new ReceivedLine("1", 2, 1, 0)], false) { To = TicketStep.UnderReview, By = Roles.Warehouse },
        new RepairStarted { To = TicketStep.InRepair, By = Roles.Workshop },
        new RepairFinished { To = TicketStep.ReplacementInTransit, By = Roles.Workshop, Personal = Text },
        new ReplacementShipped("SF", "SF-2") { To = TicketStep.ReplacementInTransit, By = Roles.Warehouse },
        new GoodsShippedBack("SF", "SF-3") { To = TicketStep.ReturningGoods, By = Roles.Warehouse },
        new DeliveryReported(Samples.Start) { By = Roles.Logistics },
        new DeliveryConfirmed { To = TicketStep.Completed, By = Roles.System, Silent = true },
        new Refunded(Amount, "pay-1") { To = TicketStep.Completed, By = Roles.Finance },
        new RefundAttemptFailed { By = Roles.Finance, Personal = Text },
        new Replied { By = Roles.Agent, Personal = Text },
        new Noted { By = Roles.Quality, Personal = Text },
        new CustomerWrote(Channel.Email) { To = TicketStep.UnderReview, By = Roles.Customer, Personal = Text },
        new Resolved { To = TicketStep.Resolved, By = Roles.Agent, Personal = Text },
        new ResolutionConfirmed { To = TicketStep.Completed, By = Roles.System, Silent = true },
        new Rated(4) { By = Roles.Customer, Personal = Text },
        new Reopened(Amount) { To = TicketStep.UnderReview, By = Roles.Customer, Personal = Text },
        new ReopenVoided { By = Roles.System },
        new Cancelled { To = TicketStep.Cancelled, By = Roles.Customer, Personal = Text },
        new Disputed { To = TicketStep.InDispute, By = Roles.Customer, Evidence = [Photo], Personal = Text },
        new DisputeDecided(DisputeOutcome.Customer, Amount)
        {
            To = TicketStep.AwaitingReturn, By = Roles.Arbitrator, ReturnAddress = "1 Warehouse Road", Personal = Text,
        },
        new PrioritySet(TicketPriority.P2) { By = Roles.Agent, Personal = Text },
        new CategorySet(TicketCategory.WrongItem) { By = Roles.Agent },
        new TagAdded("leak") { By = Roles.Agent },
        new TagRemoved("leak") { By = Roles.Agent },
        new DuplicateLinked(Guid.Parse("0198c5a2-0000-8000-8000-000000000001")) { By = Roles.Agent },
        new Unchanged { By = Roles.Agent },
        .. RoutingSamples.All,
        .. DeadlineSamples.All,
        .. ClockSamples.All,
    ];

    private static Opened Opening() => new()
    {
        Id = Samples.TicketId,
        Kind = TicketKind.ReturnRefund,
        CustomerId = "c-1",
        OrderId = "o-1",
        Lines = Samples.Claim().Lines,
        Claim = Samples.Yuan(10_000),
        Requested = Amount,
        Category = TicketCategory.Damaged,
        CategoryRule = "customer",
        Channel = Channel.App,
        Tier = "gold",
        Evidence = [Photo],
        Priority = TicketPriority.P3,
        TriageRule = "wrong-or-damaged",
        TriagePolicy = 5,
        RecentTickets = 2,
        OrderProgress = OrderProgress.Delivered,
        NoReasonReturn = true,
        BudgetGranted = true,
        WindowOverride = true,
        IntakeComplete = true,
        IntakePolicy = 6,
        EligibilityPolicy = 3,
        SelfServicePolicy = 2,
        To = TicketStep.UnderReview,
        By = Roles.Customer,
        Personal = new PersonalText { Subject = "Kettle leaks", Description = "From below." },
    };
}
