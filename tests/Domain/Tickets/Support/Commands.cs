using System.Collections.Immutable;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>A command of every action that has nothing wrong in itself, for a case in any step.</summary>
internal static class Commands
{
    public static TicketCommand Of(string action, TicketState state) => action switch
    {
        "approve" => new Approve(),
        "reject" => new Reject("no fault found"),
        "request-info" => new RequestInfo("Which kettle?"),
        "provide-info" => new ProvideInfo(ImmutableDictionary<string, string>.Empty.Add("which", "the red one")),
        "counter-offer" => new CounterOffer(state.Kind == TicketKind.Exchange ? TicketKind.RefundOnly : TicketKind.Exchange, null, "Would this do?"),
        "accept-offer" => new AcceptOffer(),
        "decline-offer" => new DeclineOffer(),
        "ship-return" => new ShipReturn("SF", "SF-1"),
        "report-arrival" => new ReportArrival(),
        "confirm-receipt" => new ConfirmReceipt(Samples.Received(2)),
        "start-repair" => new StartRepair(),
        "finish-repair" => new FinishRepair("New seal."),
        "ship-replacement" => new ShipReplacement("SF", "SF-2"),
        "ship-back" => new ShipBack("SF", "SF-3"),
        "report-delivery" => new ReportDelivery(),
        "confirm-delivery" => new ConfirmDelivery(),
        "refund-issued" => new RefundIssued(Samples.Yuan(Math.Max(state.Outstanding, 1)), "pay-new"),
        "refund-failed" => new RefundFailed("account closed"),
        "reply" => new Reply("We are looking into it."),
        "note" => new Note("Third leak this week."),
        "customer-message" => new CustomerMessage("Any news?"),
        "resolve" => new Resolve("Explained."),
        "confirm-resolution" => new ConfirmResolution(),
        "rate" => new Rate(5),
        "reopen" => new Reopen("It leaks again."),
        "cancel" => new Cancel(),
        "dispute" => new Dispute("There is a fault."),
        "decide-dispute" => new DecideDispute(DisputeOutcome.Customer, "The photos show it."),
        "claim" => new ClaimCase(),
        "assign" => new Assign("a-9"),
        "transfer" when StepDepartments.Of(state) is null => new Transfer(null, "a-9", "knows the case"),
        "transfer" => new Transfer("logistics", null, "the parcel is lost"),
        "release" => new Release("not mine"),
        "set-priority" => new SetPriority(TicketPriority.P1, "called twice"),
        "set-category" => new SetCategory(TicketCategory.Damaged),
        "add-tag" => new AddTag("leak"),
        "remove-tag" => new RemoveTag("leak"),
        "link-duplicate" => new LinkDuplicate(Guid.Parse("0198c5a2-0000-8000-8000-000000000001")),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };
}
