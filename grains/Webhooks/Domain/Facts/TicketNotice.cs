using AfterSales.Tickets;

namespace AfterSales.Webhooks;

/// <summary>One event that may be told to endpoints.</summary>
/// <param name="TicketId">Of the case.</param>
/// <param name="Sequence">Version of the case * 1000 + place in the row: grows with every event of a case, also with those that are not told.</param>
/// <param name="Type">E.g. <c>ticket.approved</c>.</param>
/// <param name="At">Business time.</param>
/// <param name="Event">What happened.</param>
/// <param name="Case">The case right after it.</param>
internal sealed record TicketNotice(Guid TicketId, long Sequence, string Type, DateTimeOffset At, TicketEvent Event, CaseBrief Case)
{
    private const int PerRow = 1_000;

    /// <summary>The public events of a row, and the case after all of it.</summary>
    public static CaseBrief Read(CaseBrief before, Guid ticketId, int version, DateTimeOffset at, ImmutableArray<TicketEvent> events, List<TicketNotice> notices)
    {
        if (events.Length >= PerRow)
        {
            throw new InvalidDataException($"A row holds {events.Length} events; sequences have room for {PerRow - 1}.");
        }

        var brief = before;
        for (var i = 0; i < events.Length; i++)
        {
            brief = brief.Apply(events[i], version);
            if (PublicEvents.NameOf(events[i]) is { } type)
            {
                notices.Add(new TicketNotice(ticketId, ((long)version * PerRow) + i, type, at, events[i], brief));
            }
        }

        return brief;
    }
}
