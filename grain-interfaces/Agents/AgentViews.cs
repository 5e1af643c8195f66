using AfterSales.Routing;

namespace AfterSales.Agents;

/// <summary>An agent as staff see him (api.md).</summary>
[GenerateSerializer, Immutable, Alias("aftersales.AgentView")]
public sealed record AgentView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int Version { get; init; }

    /// <summary>Null after erasure of personal data.</summary>
    [Id(2)] public string? Name { get; init; }

    [Id(3)] public string? Team { get; init; }

    [Id(4)] public ImmutableArray<string> Languages { get; init; } = [];

    [Id(5)] public ImmutableArray<SkillLevel> Skills { get; init; } = [];

    [Id(6)] public required int Capacity { get; init; }

    [Id(7)] public ImmutableArray<string> Departments { get; init; } = [];

    [Id(8)] public required Presence Presence { get; init; }

    [Id(9)] public DateTimeOffset? PresenceSince { get; init; }

    /// <summary>Units of active work, reservations and open offers.</summary>
    [Id(10)] public required int UnitsInUse { get; init; }

    /// <summary>Cases on which he has to act now.</summary>
    [Id(11)] public required int ActiveTickets { get; init; }

    [Id(12)] public required int OpenOffers { get; init; }

    /// <summary>The newest changes of presence, newest first, at most 20.</summary>
    [Id(13)] public ImmutableArray<PresenceChange> PresenceHistory { get; init; } = [];
}

/// <param name="Presence">Since <paramref name="At"/>.</param>
/// <param name="At">When.</param>
/// <param name="Cause"><c>set</c>, <c>offer-timeout</c>, <c>no-first-action</c> or <c>removed</c>.</param>
/// <param name="Reason">What the agent or lead said; null when nothing, or erased.</param>
[GenerateSerializer, Immutable, Alias("aftersales.PresenceChange")]
public sealed record PresenceChange(
    [property: Id(0)] Presence Presence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Cause,
    [property: Id(3)] string? Reason);

/// <summary>GET /v1/agents/{id}/work.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.AgentWorkView")]
public sealed record AgentWorkView(
    [property: Id(0)] string AgentId,
    [property: Id(1)] Presence Presence,
    [property: Id(2)] int Capacity,
    [property: Id(3)] int UnitsInUse,
    [property: Id(4)] ImmutableArray<AgentOfferView> Offers,
    [property: Id(5)] ImmutableArray<AgentTicketView> Tickets);

[GenerateSerializer, Immutable, Alias("aftersales.AgentOfferView")]
public sealed record AgentOfferView(
    [property: Id(0)] Guid OfferId,
    [property: Id(1)] Guid TicketId,
    [property: Id(2)] string Queue,
    [property: Id(3)] int Units,
    [property: Id(4)] DateTimeOffset ExpiresAt,
    [property: Id(5)] AssignmentReason Reason);

/// <param name="TicketId">The case.</param>
/// <param name="AssignmentId">Names the assignment.</param>
/// <param name="Queue">Where it came from.</param>
/// <param name="Units">What it costs while active.</param>
/// <param name="Active">He has to act; false while customer, goods or carrier are awaited.</param>
/// <param name="Mode">How he got it.</param>
/// <param name="Since">When.</param>
/// <param name="FirstActionBy">It goes back to its queue when he has not acted by then; null when he has, or no such limit applies.</param>
[GenerateSerializer, Immutable, Alias("aftersales.AgentTicketView")]
public sealed record AgentTicketView(
    [property: Id(0)] Guid TicketId,
    [property: Id(1)] Guid AssignmentId,
    [property: Id(2)] string Queue,
    [property: Id(3)] int Units,
    [property: Id(4)] bool Active,
    [property: Id(5)] AssignmentMode Mode,
    [property: Id(6)] DateTimeOffset Since,
    [property: Id(7)] DateTimeOffset? FirstActionBy);
