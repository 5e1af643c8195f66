namespace AfterSales.LoadTests.Workload.Stories;

/// <summary>What customers do. Null is silence: the deadline of the step decides then.</summary>
internal sealed class CustomerMoves(PeakPlan plan)
{
    private readonly Dice _dice = Dice.Of(plan.Seed, "customer");

    public Move? Of(int number, CaseFacts facts, int visit, ReplayedArrival? arrival)
    {
        var dice = _dice.At(number).At(Steps.IndexOf(facts.Step)).At(visit);
        return facts.Step switch
        {
            Steps.UnderReview => visit > 0 ? null : dice.Weigh<Move?>([(null, 0.88), (Message, 0.08), (Cancel, 0.04)]),
            Steps.InDialogue => visit > 0 ? null : dice.Weigh<Move?>([(null, 0.9), (Message, 0.1)]),
            Steps.AwaitingCustomer => visit >= CaseStories.Forward ? Info : dice.Weigh<Move?>([(Info, 0.8), (Message, 0.12), (null, 0.08)]),
            Steps.CounterOffered => visit >= CaseStories.Forward ? Accept : dice.Weigh<Move?>([(Accept, 0.6), (Decline, 0.33), (null, 0.07)]),
            Steps.AwaitingReturn => dice.Weigh<Move?>([(Ship(number), 0.9), (Cancel, 0.03), (null, 0.07)]),
            Steps.ReplacementInTransit or Steps.ReturningGoods => dice.Chance(0.85) ? Delivered : null,
            Steps.Resolved => Resolved(facts, visit, arrival, dice),
            Steps.Rejected => dice.Chance(0.35) ? Dispute : null,
            Steps.Completed => Completed(facts, visit, arrival, dice),
            Steps.Closed => visit == 0 && arrival is { Reopenings: > 0 } && !facts.OwesGoods ? Reopen : null,
            _ => null,
        };
    }

    private static Move Message { get; } = new("customer-message", ShopRoles.Customer, MoveBodies.Text("text", "Is there any news? I am still waiting."));

    private static Move Cancel { get; } = new("cancel", ShopRoles.Customer, MoveBodies.Text("reason", "I keep it after all."));

    private static Move Info { get; } = new("provide-info", ShopRoles.Customer, MoveBodies.Info);

    private static Move Accept { get; } = new("accept-offer", ShopRoles.Customer, MoveBodies.Empty);

    private static Move Decline { get; } = new("decline-offer", ShopRoles.Customer, MoveBodies.Text("reason", "That is not enough."));

    private static Move Delivered { get; } = new("confirm-delivery", ShopRoles.Customer, MoveBodies.Empty);

    private static Move Confirm { get; } = new("confirm-resolution", ShopRoles.Customer, MoveBodies.Empty);

    private static Move Dispute { get; } = new("dispute", ShopRoles.Customer, MoveBodies.Dispute);

    private static Move Reopen { get; } = new("reopen", ShopRoles.Customer, MoveBodies.Text("reason", "It is not settled."));

    private Move Ship(int number) => new("ship-return", ShopRoles.Customer, MoveBodies.Parcel("SF Express", $"{plan.Run}-SF{number}"));

    private static Move Rate(Dice dice) => new("rate", ShopRoles.Customer, MoveBodies.Rating(1 + dice.At(1).Below(5)));

    /// <summary>Reopened as often as the replayed case was, else now and then; at last confirmed, or left to the deadline.</summary>
    private static Move? Resolved(CaseFacts facts, int visit, ReplayedArrival? arrival, Dice dice) =>
        visit < Math.Min(arrival?.Reopenings ?? (dice.At(2).Chance(0.06) ? 1 : 0), CaseStories.Forward) ? Reopen
        : dice.Chance(0.8) ? Confirm
        : null;

    /// <summary>The case is over; some rate it. Goods and money that are settled are seldom taken up again.</summary>
    private static Move? Completed(CaseFacts facts, int visit, ReplayedArrival? arrival, Dice dice) =>
        visit == 0 && dice.At(3).Chance(0.2) ? Rate(dice)
        : visit <= 1 && facts.Refunded == 0 && (arrival is { Reopenings: > 0 } || dice.At(4).Chance(0.02)) ? Reopen
        : null;
}
