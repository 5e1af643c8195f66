using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>Who has to act on a case (domain.md sections 1 and 6).</summary>
internal static class StepDepartments
{
    /// <summary>The department whose step it is; null when customer, goods or carrier are awaited or the case is over.</summary>
    public static string? Of(TicketState state) => state.IsOpened ? Of(state, state.Step) : null;

    /// <summary>Whose case it is: who has to act, who had to before somebody outside was awaited, or else the agents, who speak to the customer.</summary>
    public static string Behind(TicketState state) =>
        Of(state) ?? state.Assignment?.Department ?? (state.Origin is { } origin ? Of(state, origin) : null) ?? Departments.Service;

    private static string? Of(TicketState state, TicketStep step) => step switch
    {
        TicketStep.UnderReview or TicketStep.InDialogue => Departments.Service,
        TicketStep.AwaitingInspection => state.Kind == TicketKind.Repair && IsReceived(state) ? Departments.Workshop : Departments.Warehouse,
        TicketStep.AwaitingReplacement => Departments.Warehouse,
        TicketStep.AwaitingRefund => Departments.Finance,
        TicketStep.InRepair => Departments.Workshop,
        TicketStep.InDispute => Departments.Arbitration,
        TicketStep.ReturningGoods or TicketStep.Closed => state.OwesGoodsBack ? Departments.Warehouse : null,
        _ => null,
    };

    /// <summary>What came in the present parcel was looked at; a receipt of an earlier round says nothing.</summary>
    private static bool IsReceived(TicketState state) =>
        state.Receipt is { } receipt && (state.ReturnParcel is not { } parcel || receipt.At >= parcel.ShippedAt);
}
