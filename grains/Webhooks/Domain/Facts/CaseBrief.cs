using AfterSales.Tickets;

namespace AfterSales.Webhooks;

/// <summary>
/// The little of a case that every payload says, as it was after a row: exact, because it is folded from the log and not asked of a read model that may be
/// behind or ahead.
/// </summary>
internal sealed record CaseBrief(int Version, TicketKind Kind, TicketStep Step, string? CustomerId, string? OrderId)
{
    public static CaseBrief None { get; } = new(0, default, default, null, null);

    public CaseBrief Apply(TicketEvent stored, int version)
    {
        var changed = stored switch
        {
            Opened e => this with { Kind = e.Kind, CustomerId = e.CustomerId, OrderId = e.OrderId },
            OfferAccepted e => this with { Kind = e.Kind },
            _ => this,
        };
        return changed with { Step = stored.To ?? changed.Step, Version = version };
    }
}
