using AfterSales.ReadModel;
using AfterSales.Tickets;

namespace AfterSales.Customers.Domain;

/// <summary>
/// A customer's cases of the last 180 days: read once, then kept fresh by what opens and by what the follower tells. Derived, never stored; the
/// newer version of a case wins, so every source may speak twice and in any order.
/// </summary>
internal sealed class CaseHistory
{
    private readonly Dictionary<Guid, HistoryTicket> _recent = [];
    private readonly DateTimeOffset _countedBefore;
    private int _total;

    public CaseHistory(CustomerHistory read, DateTimeOffset now)
    {
        _total = read.Tickets;
        foreach (var ticket in read.Recent.OrEmpty())
        {
            _recent[ticket.TicketId] = ticket;
        }

        // An unlisted case older than the list was counted in the total; a younger one is new.
        _countedBefore = _recent.Count >= CustomerHistory.MaxRecent ? _recent.Values.Min(ticket => ticket.CreatedAt) : now.AddDays(-CustomerHistory.Days);
    }

    public int Total => _total;

    /// <summary>Open cases among those of the last 180 days.</summary>
    public int OpenCount => _recent.Values.Count(ticket => !ticket.Settled);

    public int OpenedSince(DateTimeOffset from, Guid? except = null) => _recent.Values.Count(ticket => ticket.CreatedAt > from && ticket.TicketId != except);

    public int RejectedForAbuse(DateTimeOffset from) => _recent.Values.Count(ticket => ticket.RejectedForAbuseAt > from);

    /// <summary>The case that is being opened; its facts follow.</summary>
    public void Opening(Guid ticketId, DateTimeOffset now) => Take(new HistoryTicket(ticketId, 0, now, Settled: false, RejectedForAbuseAt: null));

    public bool Observe(TicketFacts facts)
    {
        // The rejection keeps its first time: a later note on the case does not make it younger.
        DateTimeOffset? rejectedAt = facts.RejectedForAbuse
            ? _recent.TryGetValue(facts.TicketId, out var known) && known.RejectedForAbuseAt is { } first ? first : facts.UpdatedAt
            : null;
        return Take(new HistoryTicket(facts.TicketId, facts.Version, facts.CreatedAt, facts.Settled, rejectedAt));
    }

    private bool Take(HistoryTicket ticket)
    {
        var listed = _recent.TryGetValue(ticket.TicketId, out var known);
        if ((listed && ticket.Version <= known.Version) || (!listed && ticket.CreatedAt <= _countedBefore))
        {
            return false;
        }

        _recent[ticket.TicketId] = ticket;
        _total += listed ? 0 : 1;
        if (_recent.Count > CustomerHistory.MaxRecent)
        {
            _recent.Remove(_recent.Values.MinBy(kept => kept.CreatedAt).TicketId);
        }

        return true;
    }
}
