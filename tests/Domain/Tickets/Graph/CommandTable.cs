using AfterSales.Tickets;
using static AfterSales.Tickets.TicketStep;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>The command table of domain.md section 2, written down a second time and independently of the product's graph.</summary>
internal static class CommandTable
{
    private const Roles Agents = Roles.Agent | Roles.Lead;
    private const Roles Departments = Agents | Roles.Warehouse | Roles.Finance | Roles.Workshop | Roles.Logistics | Roles.Quality | Roles.Arbitrator;

    private static readonly TicketStep[] Any = Enum.GetValues<TicketStep>();

    public static IReadOnlyDictionary<string, (Roles Roles, TicketStep[] From)> Rows { get; } = new Dictionary<string, (Roles, TicketStep[])>
    {
        ["approve"] = (Agents | Roles.System, [UnderReview]),
        ["reject"] = (Agents | Roles.Warehouse, [UnderReview, AwaitingInspection]),
        ["request-info"] = (Agents, [UnderReview, AwaitingInspection, AwaitingRefund, AwaitingReplacement, InRepair, InDialogue]),
        ["provide-info"] = (Agents | Roles.Customer, [AwaitingCustomer]),
        ["counter-offer"] = (Agents, [UnderReview, AwaitingInspection]),
        ["accept-offer"] = (Roles.Customer, [CounterOffered]),
        ["decline-offer"] = (Roles.Customer, [CounterOffered]),
        ["ship-return"] = (Agents | Roles.Customer, [AwaitingReturn]),
        ["report-arrival"] = (Roles.Warehouse | Roles.Logistics | Roles.System, [ReturnInTransit]),
        ["confirm-receipt"] = (Roles.Warehouse, [AwaitingInspection, ReturnInTransit]),
        ["start-repair"] = (Roles.Workshop, [AwaitingInspection]),
        ["finish-repair"] = (Roles.Workshop, [InRepair]),
        ["ship-replacement"] = (Roles.Warehouse, [AwaitingReplacement]),
        ["report-delivery"] = (Roles.Logistics | Roles.Integration | Roles.System, [ReplacementInTransit, ReturningGoods]),
        ["confirm-delivery"] = (Roles.Customer | Roles.System, [ReplacementInTransit, ReturningGoods]),
        ["refund-issued"] = (Roles.Finance | Roles.Integration, [AwaitingRefund]),
        ["refund-failed"] = (Roles.Finance | Roles.Integration, [AwaitingRefund]),
        ["ship-back"] = (Roles.Warehouse, [TicketStep.Rejected, ReturningGoods, Closed]),
        ["reply"] = (Departments, Any),
        ["note"] = (Departments, Any),
        ["customer-message"] = (Roles.Customer, Any),
        ["resolve"] = (Agents, [InDialogue]),
        ["confirm-resolution"] = (Roles.Customer | Roles.System, [TicketStep.Resolved]),
        ["reopen"] = (Agents | Roles.Customer, [TicketStep.Resolved, Completed, Closed]),
        ["cancel"] = (Roles.Customer, [UnderReview, AwaitingCustomer, CounterOffered, InDispute, AwaitingReturn, AwaitingRefund, AwaitingReplacement, InDialogue]),
        ["dispute"] = (Roles.Customer, [TicketStep.Rejected]),
        ["decide-dispute"] = (Roles.Arbitrator, [InDispute]),
        ["claim"] = (Departments, Any),
        ["assign"] = (Agents | Roles.System, Any),
        ["transfer"] = (Agents | Roles.System, Any),
        ["release"] = (Departments | Roles.System, Any),
        ["set-priority"] = (Agents, Any),
        ["set-category"] = (Agents, Any),
        ["add-tag"] = (Agents, Any),
        ["remove-tag"] = (Agents, Any),
        ["link-duplicate"] = (Agents, Any),
        ["rate"] = (Roles.Customer, [TicketStep.Resolved, Completed]),
    };

    /// <summary>What the API must answer: null for success, or the stable code.</summary>
    public static string? Refusal(string action, TicketState state, Caller caller)
    {
        var (roles, from) = Rows[action];
        if (!caller.HasAny(roles))
        {
            return FailureCodes.Forbidden;
        }

        return from.Contains(state.Step) && Allows(action, state, caller) ? null : FailureCodes.ActionNotPossible;
    }

    private static bool Allows(string action, TicketState state, Caller caller) => action switch
    {
        "reject" => !caller.HasAny(Roles.Warehouse) || state.Step == AwaitingInspection,
        "start-repair" => state.Kind == TicketKind.Repair,
        "counter-offer" => state.Kind is not (TicketKind.Complaint or TicketKind.Consultation),
        "ship-back" => state.GoodsHere && (state.Step is TicketStep.Rejected or ReturningGoods || state.ClosedHow == ClosedHow.DisputeLost),
        "report-delivery" or "confirm-delivery" => state.Step != ReturningGoods || !state.GoodsHere,
        "claim" => WeMustAct(state) && (state.Assignment is null || state.Assignment.Agent == caller.Subject),
        "assign" or "transfer" => state.Step is not (Completed or TicketStep.Cancelled or Closed) || WeMustAct(state),
        "release" => state.Assignment is { } held && (held.Agent == caller.Subject || caller.HasAny(Roles.Lead | Roles.System)),
        "reopen" => state.Step != Closed || state.ClosedHow == ClosedHow.Silence,
        "cancel" => !state.GoodsHere && state.ReturnParcel is null && state.OutboundParcel is null && state.Refunded is null,
        _ => true,
    };

    private static bool WeMustAct(TicketState state) =>
        state.Step is UnderReview or InDialogue or AwaitingInspection or AwaitingReplacement or AwaitingRefund or InRepair or InDispute
        || (state.Step == ReturningGoods && state.GoodsHere)
        || (state.Step == Closed && state.GoodsHere && state.ClosedHow == ClosedHow.DisputeLost);
}
