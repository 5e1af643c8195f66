namespace AfterSales.Orders.Domain;

/// <summary>What cases did to one line so far.</summary>
/// <param name="UsedQuantity">Pieces held or refunded.</param>
/// <param name="UsedWorth">Their full value.</param>
/// <param name="HeldQuantity">Pieces held by the open case.</param>
/// <param name="Refunded">Money refunded.</param>
/// <param name="OpenTicket">The open case.</param>
/// <param name="Tickets">Cases there ever were.</param>
internal readonly record struct LineUse(int UsedQuantity, long UsedWorth, int HeldQuantity, long Refunded, Guid? OpenTicket, int Tickets)
{
    /// <param name="state">The order.</param>
    /// <param name="lineId">The line.</param>
    /// <param name="except">A case that is left out: it may claim its own pieces again.</param>
    public static LineUse Of(OrderState state, string lineId, Guid? except = null)
    {
        var use = default(LineUse);
        foreach (var (ticketId, known) in state.Cases)
        {
            if (ticketId == except || !known.Touches(lineId))
            {
                continue;
            }

            var used = known.Used().FirstOrDefault(pieces => pieces.LineId == lineId);
            var holds = known.Open && known.Claim.Lines.Any(line => line.LineId == lineId);
            use = new LineUse(
                use.UsedQuantity + used.Quantity,
                use.UsedWorth + used.Worth,
                use.HeldQuantity + (holds ? used.Quantity : 0),
                use.Refunded + known.RefundedOn(lineId),
                holds ? ticketId : use.OpenTicket,
                use.Tickets + 1);
        }

        return use;
    }

    public int Remaining(OrderLineFacts line) => Math.Max(0, line.Quantity - UsedQuantity);

    /// <summary>
    /// Value of pieces of the line: its share of what was paid, rounded down; the last pieces take the rest. The rest is measured against the
    /// value of the used pieces, not against the money they brought: a piece settled for less does not make the others dearer.
    /// </summary>
    public long ValueOf(OrderLineFacts line, int quantity)
    {
        var rest = Math.Max(0, line.Paid.Amount - UsedWorth);
        return quantity == Remaining(line) ? rest : Math.Min(rest, (long)((Int128)line.Paid.Amount * quantity / line.Quantity));
    }
}
