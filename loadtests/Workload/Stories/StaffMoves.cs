using AfterSales.LoadTests.Workload.Shop;

namespace AfterSales.LoadTests.Workload.Stories;

/// <summary>What agents, departments and carriers do.</summary>
internal sealed class StaffMoves(PeakPlan plan)
{
    /// <summary>Above this an agent has to ask a lead (policy <c>review</c>, minor units).</summary>
    private const long AgentLimit = 200_000;

    private readonly Dice _dice = Dice.Of(plan.Seed, "staff");

    public Move? Of(CaseDraft draft, CaseFacts facts, int visit, ReplayedArrival? arrival)
    {
        var dice = _dice.At(draft.Number).At(Steps.IndexOf(facts.Step)).At(visit);
        return facts.Step switch
        {
            Steps.UnderReview => Review(draft, facts, visit, arrival, dice),
            Steps.InDialogue => visit < CaseStories.Forward && dice.Chance(0.5) ? Reply : Resolve,
            Steps.ReturnInTransit => dice.Chance(0.25) ? Receipt(draft, dice) : Arrival,
            Steps.AwaitingInspection => facts.MayStartRepair ? StartRepair : Receipt(draft, dice),
            Steps.AwaitingRefund => Refund(draft, facts, visit, dice),
            Steps.AwaitingReplacement => new Move("ship-replacement", ShopRoles.Warehouse, MoveBodies.Parcel("YTO", $"{plan.Run}-YT{draft.Number}")),
            Steps.InRepair => new Move("finish-repair", ShopRoles.Workshop, MoveBodies.Text("report", "The part was replaced.")),
            Steps.InDispute => new Move("decide-dispute", ShopRoles.Arbitrator, MoveBodies.Verdict(facts.Refunded == 0 && dice.Chance(0.5))),
            Steps.ReturningGoods when !facts.Sent || facts.OwesGoods => ShipBack(draft),
            Steps.Rejected or Steps.Closed when facts.OwesGoods => ShipBack(draft),
            Steps.ReplacementInTransit or Steps.ReturningGoods => Delivery,
            _ => null,
        };
    }

    private static Move Reply { get; } = new("reply", ShopRoles.Agent, MoveBodies.Text("text", "We are looking into it."));

    private static Move Resolve { get; } = new("resolve", ShopRoles.Agent, MoveBodies.Text("summary", "Explained, and a voucher sent."));

    private static Move Arrival { get; } = new("report-arrival", ShopRoles.Logistics, MoveBodies.Empty);

    private static Move Delivery { get; } = new("report-delivery", ShopRoles.Logistics, MoveBodies.Empty);

    private static Move StartRepair { get; } = new("start-repair", ShopRoles.Workshop, MoveBodies.Empty);

    private static Move Ask { get; } = new("request-info", ShopRoles.Agent, MoveBodies.Text("questions", "Which day did it happen?"));

    private static Move Note { get; } = new("note", ShopRoles.Agent, MoveBodies.Text("text", "looked at the photos"));

    private Move ShipBack(CaseDraft draft) => new("ship-back", ShopRoles.Warehouse, MoveBodies.Parcel("YTO", $"{plan.Run}-BK{draft.Number}"));

    private static Move Reject(string reason) => new("reject", ShopRoles.Agent, MoveBodies.Text("reason", reason));

    /// <summary>Handed on as often as the replayed case was (at most three times); what was paid already is not paid again.</summary>
    private static Move Review(CaseDraft draft, CaseFacts facts, int visit, ReplayedArrival? arrival, Dice dice)
    {
        var transfers = Math.Min(arrival?.Reassignments ?? 0, 3);
        if (visit < transfers)
        {
            return new Move("transfer", ShopRoles.Agent, MoveBodies.Transfer(visit % 2 == 0 ? "quality" : "general"));
        }

        if (facts.Refunded > 0)
        {
            return Reject("It was refunded already.");
        }

        var forward = visit >= transfers + CaseStories.Forward;
        return (forward ? "approve" : dice.Weigh<string>(
                [("approve", 0.7), ("reject", 0.1), ("info", 0.08), ("offer", 0.07), ("reply", 0.03), ("note", 0.02)])) switch
        {
            "reject" => Reject("The terms do not cover this."),
            "info" => Ask,
            "reply" => Reply,
            "note" => Note,
            "offer" when CaseKinds.IsGoods(facts.Kind) => Offer(draft, facts, dice),
            _ => new Move("approve", RoleFor(draft, facts.Kind), MoveBodies.Text("note", "as shown")),
        };
    }

    private static Move Offer(CaseDraft draft, CaseFacts facts, Dice dice)
    {
        var value = Value(draft);
        return CaseKinds.Refunds(facts.Kind) && value > 10
            ? new Move("counter-offer", RoleFor(draft, facts.Kind), MoveBodies.LowerOffer(1 + (long)(value * 0.7 * dice.At(1).Roll())))
            : new Move("counter-offer", RoleFor(draft, CaseKinds.RefundOnly), MoveBodies.OtherKind(CaseKinds.RefundOnly));
    }

    /// <summary>A parcel with something missing or broken goes back to an agent's decision.</summary>
    private static Move Receipt(CaseDraft draft, Dice dice)
    {
        var found = dice.At(5).Weigh<string>([("fine", 0.91), ("broken", 0.06), ("short", 0.03)]);
        var received = found == "short" ? draft.Quantity - 1 : draft.Quantity;
        return new Move("confirm-receipt", ShopRoles.Warehouse, MoveBodies.Receipt(draft.Line!.Id, received, found == "broken" ? 1 : 0));
    }

    private Move? Refund(CaseDraft draft, CaseFacts facts, int visit, Dice dice) =>
        facts.Outstanding <= 0 ? null
        : visit == 0 && dice.Chance(0.02) ? new Move("refund-failed", ShopRoles.Finance, MoveBodies.Text("reason", "The bank refused the card."))
        : new Move("refund-issued", ShopRoles.Finance, MoveBodies.Refund(facts.Outstanding, $"{plan.Run}-pay-{draft.Number}-{facts.Refunded}")) { Refunds = facts.Outstanding };

    private static string RoleFor(CaseDraft draft, string kind) => CaseKinds.Refunds(kind) && Value(draft) > AgentLimit ? ShopRoles.Lead : ShopRoles.Agent;

    /// <summary>At most what the case can claim: the paid price, and freight where nothing was shipped.</summary>
    private static long Value(CaseDraft draft) => draft.Line is { } line ? line.Paid / line.Quantity * draft.Quantity : 0;
}
