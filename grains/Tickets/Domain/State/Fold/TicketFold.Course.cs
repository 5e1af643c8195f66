namespace AfterSales.Tickets;

internal sealed partial class TicketFold
{
    private static TicketState On(TicketState state, DateTimeOffset arrivedAt) => state with
    {
        GoodsHere = true,
        ReturnParcel = state.ReturnParcel is { } parcel ? parcel with { DeliveredAt = arrivedAt } : null,
    };

    private static TicketState On(TicketState state, ReceiptConfirmed e, DateTimeOffset at) => state with
    {
        GoodsHere = e.Lines.OrEmpty().Any(line => line.Received > 0),
        Receipt = new TicketReceipt(e.Lines.OrEmpty(), e.AsPromised, at),
    };

    private static TicketState SendOut(TicketState state, TicketParcel? parcel) => state with { OutboundParcel = parcel, DeliveredAt = null };

    private static TicketState On(TicketState state, DeliveryReported e) => state with
    {
        DeliveredAt = e.At,
        OutboundParcel = state.OutboundParcel is { } parcel ? parcel with { DeliveredAt = e.At } : null,
    };

    private static TicketState On(TicketState state, DeliveryConfirmed e, DateTimeOffset at)
    {
        var how = state.Step == TicketStep.ReturningGoods ? ClosedHow.GoodsReturned : ClosedHow.DeliveryConfirmed;

        // Whatever the customer got, the case's goods are now his again: a second round starts with him sending them.
        return state with { ClosedHow = e.Silent ? ClosedHow.Silence : how, GoodsHere = false, DeliveredAt = state.DeliveredAt ?? at };
    }

    private static TicketState On(TicketState state, Refunded e) => state with
    {
        Refunded = e.Amount with { Amount = state.RefundedAmount + e.Amount.Amount, Currency = Shared(e.Amount.Currency) },
        Payments = state.Payments.Add(new Payment(e.PaymentReference, e.Amount)),
        ClosedHow = ClosedHow.Refunded,
        Escalated = false,
    };

    private static TicketState On(TicketState state, Reopened e) => state with
    {
        Claim = e.Claim ?? state.Claim,
        Approved = KeepApproval(state, e),
        ClosedHow = null,
        ReopenedCount = state.ReopenedCount + 1,
        ReturnParcel = state.GoodsHere ? state.ReturnParcel : null,
        Receipt = state.GoodsHere ? state.Receipt : null,
        OutboundParcel = null,
        DeliveredAt = null,
    };

    /// <summary>A case that is decided anew has nothing approved; one that goes on where it stopped keeps what the goods still cover.</summary>
    private static Money? KeepApproval(TicketState state, Reopened e)
    {
        if (e.To == TicketStep.UnderReview || state.Approved is not { } approved)
        {
            return state.Refunded;
        }

        return e.Claim is { } claim && claim.Amount < approved.Amount ? claim : approved;
    }
}
