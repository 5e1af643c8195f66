using AfterSales.Routing;

namespace AfterSales.Agents.Domain;

/// <summary>
/// What cases told of work the agent holds and the log does not have: that it stands, and whether he has acted. Kept in memory, so that no row is
/// written for it; stored along with the next row. Immutable.
/// </summary>
internal sealed class Sightings
{
    private readonly ImmutableDictionary<Guid, Sighting> _byTicket;

    private Sightings(ImmutableDictionary<Guid, Sighting> byTicket) => _byTicket = byTicket;

    public static Sightings None { get; } = new(ImmutableDictionary<Guid, Sighting>.Empty);

    public int Count => _byTicket.Count;

    /// <summary>Null when nothing was seen of this very assignment.</summary>
    public Sighting? Of(Holding holding) =>
        _byTicket.TryGetValue(holding.TicketId, out var seen) && seen.AssignmentId == holding.AssignmentId ? seen : null;

    /// <summary>The case says that he has it.</summary>
    public bool Confirm(Holding holding) =>
        holding.Stage == HoldingStage.Working || (holding.Stage == HoldingStage.Reserved && Of(holding) is not null);

    public bool Acted(Holding holding) => holding.Acted || Of(holding) is { Acted: true };

    public DateTimeOffset AssignedAt(Holding holding) => Of(holding)?.At ?? holding.At;

    public DateTimeOffset ActiveSince(Holding holding) => Of(holding)?.ActiveSince ?? holding.ActiveSince;

    /// <summary>The case's newest version known.</summary>
    public int Version(Holding holding) => Math.Max(holding.Version, Of(holding)?.Version ?? 0);

    public Sightings See(Guid ticketId, int version, AssignedWork work) =>
        new(_byTicket.SetItem(ticketId, new Sighting(work.AssignmentId, version, work.At, work.ActiveSince, work.Acted)));

    /// <summary>Forgets what is no longer held, and what the log has by now.</summary>
    public Sightings Keep(Holdings held)
    {
        var gone = _byTicket.Where(seen => !Adds(seen.Value, held.Find(seen.Key))).Select(seen => seen.Key).ToList();
        return gone.Count == 0 ? this : new Sightings(_byTicket.RemoveRange(gone));
    }

    private static bool Adds(Sighting seen, Holding? held) =>
        held?.AssignmentId == seen.AssignmentId
        && (held.Stage != HoldingStage.Working || held.Version < seen.Version || (seen.Acted && !held.Acted));

    /// <summary>What a row may store along the way of work that stays held.</summary>
    public IEnumerable<WorkConfirmed> Unstored(Holdings held)
    {
        foreach (var (ticketId, seen) in _byTicket)
        {
            if (held.Find(ticketId) is { } holding && holding.AssignmentId == seen.AssignmentId
                && (holding.Stage == HoldingStage.Reserved || (holding.Stage == HoldingStage.Working && seen.Acted && !holding.Acted)))
            {
                yield return new WorkConfirmed(ticketId, seen.AssignmentId, Math.Max(seen.Version, holding.Version), seen.At, seen.Acted);
            }
        }
    }
}

internal sealed record Sighting(Guid AssignmentId, int Version, DateTimeOffset At, DateTimeOffset ActiveSince, bool Acted);
