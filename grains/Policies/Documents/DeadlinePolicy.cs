using AfterSales.Deadlines;
using AfterSales.Tickets;
using static AfterSales.Tickets.TicketStep;

namespace AfterSales.Policies;

/// <summary>What silence decides (domain.md section 8). Policy name <c>deadlines</c>. A deadline that runs keeps the version that set it.</summary>
public sealed record DeadlinePolicy
{
    private const int Hour = 3_600;
    private const int Day = 24 * Hour;

    /// <summary>In order; the first that matches a case sets its deadline. At most 100.</summary>
    public ImmutableArray<DeadlineRule> Rules { get; init; } =
    [
        new() { Name = "review-refund", Steps = [UnderReview], Kinds = [TicketKind.RefundOnly], Party = DeadlineParty.Reviewer, AfterSeconds = 48 * Hour, Effect = DeadlineEffect.Approve },
        new()
        {
            Name = "review-return", Steps = [UnderReview], Kinds = [TicketKind.ReturnRefund], WithinApprovalLimit = true,
            Party = DeadlineParty.Reviewer, AfterSeconds = 48 * Hour, Effect = DeadlineEffect.Approve,
        },
        new() { Name = "review", Steps = [UnderReview], Party = DeadlineParty.Reviewer, AfterSeconds = 48 * Hour, Effect = DeadlineEffect.Escalate },
        new() { Name = "customer-answer", Steps = [AwaitingCustomer], Party = DeadlineParty.Customer, AfterSeconds = 72 * Hour, Effect = DeadlineEffect.Close },
        new() { Name = "customer-offer-goods-here", Steps = [CounterOffered], GoodsHere = true, Party = DeadlineParty.Customer, AfterSeconds = 72 * Hour, Effect = DeadlineEffect.Escalate },
        new() { Name = "customer-offer", Steps = [CounterOffered], Party = DeadlineParty.Customer, AfterSeconds = 72 * Hour, Effect = DeadlineEffect.Close },
        new() { Name = "customer-return", Steps = [AwaitingReturn], Party = DeadlineParty.Customer, AfterSeconds = 7 * Day, Effect = DeadlineEffect.Close },
        new() { Name = "carrier", Steps = [ReturnInTransit], Party = DeadlineParty.Carrier, AfterSeconds = 15 * Day, Effect = DeadlineEffect.AskCarrier },
        new() { Name = "warehouse-receipt-repair", Steps = [AwaitingInspection], Kinds = [TicketKind.Repair], Party = DeadlineParty.Warehouse, AfterSeconds = 10 * Day, Effect = DeadlineEffect.Escalate },
        new() { Name = "warehouse-receipt", Steps = [AwaitingInspection], Party = DeadlineParty.Warehouse, AfterSeconds = 10 * Day, Effect = DeadlineEffect.TakeAsReceived },
        new() { Name = "warehouse-replacement", Steps = [AwaitingReplacement], Party = DeadlineParty.Warehouse, AfterSeconds = 72 * Hour, Effect = DeadlineEffect.BreachAndEscalate },
        new() { Name = "workshop", Steps = [InRepair], Party = DeadlineParty.Workshop, AfterSeconds = 15 * Day, Effect = DeadlineEffect.BreachAndEscalate },
        new() { Name = "customer-delivery", Steps = [ReplacementInTransit, ReturningGoods], AfterDelivery = true, Party = DeadlineParty.Customer, AfterSeconds = 10 * Day, Effect = DeadlineEffect.Complete },
        new() { Name = "warehouse-send-back", Steps = [ReturningGoods, Closed], GoodsHere = true, Party = DeadlineParty.Warehouse, AfterSeconds = 72 * Hour, Effect = DeadlineEffect.BreachAndEscalate },
        new() { Name = "carrier-delivery", Steps = [ReplacementInTransit, ReturningGoods], Party = DeadlineParty.Carrier, AfterSeconds = 15 * Day, Effect = DeadlineEffect.AskCarrier },
        new() { Name = "dialogue", Steps = [InDialogue], Party = DeadlineParty.Reviewer, AfterSeconds = 5 * Day, Effect = DeadlineEffect.Escalate },
        new() { Name = "customer-resolution", Steps = [TicketStep.Resolved], Party = DeadlineParty.Customer, AfterSeconds = 72 * Hour, Effect = DeadlineEffect.Complete },
        new() { Name = "customer-dispute-goods-here", Steps = [TicketStep.Rejected], GoodsHere = true, Party = DeadlineParty.Customer, AfterSeconds = 7 * Day, Effect = DeadlineEffect.SendBack },
        new() { Name = "customer-dispute", Steps = [TicketStep.Rejected], Party = DeadlineParty.Customer, AfterSeconds = 7 * Day, Effect = DeadlineEffect.Close },
        new() { Name = "arbitrator", Steps = [InDispute], Party = DeadlineParty.Arbitrator, AfterSeconds = 5 * Day, Effect = DeadlineEffect.BreachAndEscalate },
        new() { Name = "finance", Steps = [AwaitingRefund], Party = DeadlineParty.Finance, AfterSeconds = Day, Effect = DeadlineEffect.BreachAndEscalate },
    ];
}

/// <summary>All conditions that are given must hold.</summary>
public sealed record DeadlineRule
{
    /// <summary>1-64 of <c>[a-z0-9-]</c>, unique; stored with every deadline it sets.</summary>
    public required string Name { get; init; }

    /// <summary>At least one. Time counts from entering the step.</summary>
    public required ImmutableArray<TicketStep> Steps { get; init; }

    /// <summary>Empty: all.</summary>
    public ImmutableArray<TicketKind> Kinds { get; init; } = [];

    /// <summary>The goods of the case are with the shop, or are not; null: either.</summary>
    public bool? GoodsHere { get; init; }

    /// <summary>What is asked for is within what an agent may approve (policy <c>review</c>).</summary>
    public bool WithinApprovalLimit { get; init; }

    /// <summary>Time counts from the reported delivery instead, and not before it.</summary>
    public bool AfterDelivery { get; init; }

    public required DeadlineParty Party { get; init; }

    /// <summary>1 s to 10 years.</summary>
    public required int AfterSeconds { get; init; }

    /// <summary>In whose working time it counts; null: around the clock.</summary>
    public string? Calendar { get; init; }

    public required DeadlineEffect Effect { get; init; }
}
