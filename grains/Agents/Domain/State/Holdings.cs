using System.Text.Json.Serialization;

namespace AfterSales.Agents.Domain;

/// <summary>
/// All an agent holds, one entry per case. Immutable. The only place where units in use are counted: active work, reservations and open offers.
/// </summary>
internal sealed class Holdings
{
    private readonly ImmutableDictionary<Guid, Holding> _byTicket;
    private readonly ImmutableDictionary<Guid, Guid> _tickets;

    [JsonConstructor]
    public Holdings(ImmutableArray<Holding> items)
        : this(
            items.OrEmpty().ToImmutableDictionary(item => item.TicketId),
            items.OrEmpty().ToImmutableDictionary(item => item.AssignmentId, item => item.TicketId),
            items.OrEmpty().Sum(item => item.Load()),
            items.OrEmpty().Count(item => item.Stage == HoldingStage.Offered))
    {
    }

    private Holdings(ImmutableDictionary<Guid, Holding> byTicket, ImmutableDictionary<Guid, Guid> tickets, int unitsInUse, int openOffers) =>
        (_byTicket, _tickets, UnitsInUse, OpenOffers) = (byTicket, tickets, unitsInUse, openOffers);

    public static Holdings None { get; } = new([]);

    /// <summary>What a snapshot keeps.</summary>
    public ImmutableArray<Holding> Items => [.. _byTicket.Values];

    [JsonIgnore]
    public IEnumerable<Holding> All => _byTicket.Values;

    [JsonIgnore]
    public int Count => _byTicket.Count;

    [JsonIgnore]
    public int UnitsInUse { get; }

    [JsonIgnore]
    public int OpenOffers { get; }

    public Holding? Find(Guid ticketId) => _byTicket.GetValueOrDefault(ticketId);

    public Holding? FindAssignment(Guid assignmentId) => _tickets.TryGetValue(assignmentId, out var ticket) ? _byTicket[ticket] : null;

    public Holdings Set(Holding holding)
    {
        var rest = Remove(holding.TicketId);
        return new Holdings(
            rest._byTicket.Add(holding.TicketId, holding),
            rest._tickets.Add(holding.AssignmentId, holding.TicketId),
            rest.UnitsInUse + holding.Load(),
            rest.OpenOffers + Offers(holding));
    }

    public Holdings Remove(Guid ticketId) => _byTicket.TryGetValue(ticketId, out var known)
        ? new Holdings(_byTicket.Remove(ticketId), _tickets.Remove(known.AssignmentId), UnitsInUse - known.Load(), OpenOffers - Offers(known))
        : this;

    private static int Offers(Holding holding) => holding.Stage == HoldingStage.Offered ? 1 : 0;
}
