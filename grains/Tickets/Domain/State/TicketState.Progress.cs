using System.Text.Json.Serialization;

namespace AfterSales.Tickets;

/// <summary>Questions about the course of a case that several rules ask.</summary>
internal sealed partial record TicketState
{
    [JsonIgnore]
    public bool IsOpened => !IsVoid && Passed.Length > 0;

    [JsonIgnore]
    public DateTimeOffset StepSince => Passed[^1].At;

    [JsonIgnore]
    public bool IsTerminal => Step is TicketStep.Completed or TicketStep.Closed or TicketStep.Cancelled;

    [JsonIgnore]
    public DateTimeOffset? ClosedAt => IsTerminal ? StepSince : null;

    /// <summary>Goods that are the customer's are with the shop; refunded goods are the shop's.</summary>
    [JsonIgnore]
    public bool HoldsGoods => GoodsHere && RefundedAmount == 0;

    /// <summary>
    /// Nothing but sending the goods back is left to do. A lost dispute closes the case and silence decides before anything is sent: either way the goods
    /// are still to be sent.
    /// </summary>
    [JsonIgnore]
    public bool OwesGoodsBack =>
        HoldsGoods
        && (Step is TicketStep.Rejected or TicketStep.ReturningGoods || (Step == TicketStep.Closed && ClosedHow == Tickets.ClosedHow.DisputeLost));

    /// <summary>The case is over for the order: its claim turns into what was refunded. A reopening takes this back.</summary>
    [JsonIgnore]
    public bool IsSettled => IsTerminal && !OwesGoodsBack;

    [JsonIgnore]
    public bool IsGoodsKind => TicketPaths.IsGoodsKind(Kind);

    /// <summary>Goods or money moved in this round of the case; the customer can no longer simply withdraw.</summary>
    [JsonIgnore]
    public bool GoodsOrMoneyMoved => GoodsHere || ReturnParcel is not null || OutboundParcel is not null || RefundedAmount > 0;

    /// <summary>A settled case has given its claim back to the order and must claim again before it goes on.</summary>
    [JsonIgnore]
    public bool ReopenNeedsClaim => IsGoodsKind && IsTerminal;
}
