using AfterSales.Routing;

namespace AfterSales.Agents;

/// <summary>What an administrator or lead says of an agent (api.md, Agent).</summary>
[GenerateSerializer, Immutable, Alias("aftersales.AgentProfile")]
public sealed record AgentProfile
{
    /// <summary>Personal; 1-100 characters.</summary>
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public string? Team { get; init; }

    /// <summary>Languages as <c>zh</c>, <c>en</c>; each counts as skill <c>lang:{language}</c>.</summary>
    [Id(2)] public ImmutableArray<string> Languages { get; init; } = [];

    [Id(3)] public ImmutableArray<SkillLevel> Skills { get; init; } = [];

    /// <summary>Units of work at a time, 1-10,000; an ordinary case costs 5.</summary>
    [Id(4)] public int Capacity { get; init; } = 100;

    /// <summary>Departments whose queues he serves; <see cref="Departments.Service"/> when none is given.</summary>
    [Id(5)] public ImmutableArray<string> Departments { get; init; } = [];
}

/// <summary>What queues know of an agent; idempotent by <paramref name="Version"/>.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="Version">Version of the agent's stream.</param>
/// <param name="Exists">False once removed (or never registered).</param>
/// <param name="Presence">Automatic work only when Online.</param>
/// <param name="Departments">Never empty.</param>
/// <param name="Skills">His skills, languages included.</param>
/// <param name="Capacity">Units.</param>
/// <param name="UnitsInUse">Active work, reservations and open offers.</param>
/// <param name="HasOpenOffer">Gets nothing more by itself until it is answered.</param>
/// <param name="LastAssignedAt">The longest idle comes first; null: never.</param>
/// <param name="NextGrantAt">Ramp-up after sign-in: nothing more before this time; null: no limit.</param>
/// <param name="Holds">Any case, reservation or offer is his, at rest or not, also when he was removed: his actor has to be awake to look after it.</param>
[GenerateSerializer, Immutable, Alias("aftersales.AgentStatus")]
public sealed record AgentStatus(
    [property: Id(0)] string AgentId,
    [property: Id(1)] int Version,
    [property: Id(2)] bool Exists,
    [property: Id(3)] Presence Presence,
    [property: Id(4)] ImmutableArray<string> Departments,
    [property: Id(5)] ImmutableArray<SkillLevel> Skills,
    [property: Id(6)] int Capacity,
    [property: Id(7)] int UnitsInUse,
    [property: Id(8)] bool HasOpenOffer,
    [property: Id(9)] DateTimeOffset? LastAssignedAt,
    [property: Id(10)] DateTimeOffset? NextGrantAt,
    [property: Id(11)] bool Holds = false);

/// <summary>Asks an agent for capacity. Idempotent by assignment id.</summary>
/// <param name="Assignment">What the case will be asked; its mode says whether it is given (Auto), pulled (Pull) or offered (Offer).</param>
/// <param name="Department">Whose step it is.</param>
/// <param name="OfferTimeout">How long an offer stays open; null for other modes.</param>
/// <param name="Ignored">The case was just taken from this very agent for want of a first action (<see cref="WaitingWork.IgnoredBy"/>).</param>
[GenerateSerializer, Immutable, Alias("aftersales.ReserveRequest")]
public sealed record ReserveRequest(
    [property: Id(0)] AssignmentRequest Assignment,
    [property: Id(1)] string Department,
    [property: Id(2)] TimeSpan? OfferTimeout,
    [property: Id(3)] bool Ignored = false);

/// <param name="Granted">The units are his until the case confirms, refuses or voids the assignment.</param>
/// <param name="Refusal">Why not: <c>not-registered</c>, <c>not-online</c>, <c>at-capacity</c>, <c>ramp-up</c>, <c>offer-open</c>,
/// <c>known</c> (this assignment id ended already), <c>key-reused</c> (another request of the same key has pulled a case) or <c>holds-case</c> (he has this
/// case under another assignment that is not known to be over).</param>
/// <param name="Status">His state after the answer.</param>
/// <param name="OfferExpiresAt">When an offer ends by itself.</param>
/// <param name="TicketId">The case held under this assignment id: the one asked for, or, for a repeated id, the one granted first.</param>
[GenerateSerializer, Immutable, Alias("aftersales.ReserveAnswer")]
public sealed record ReserveAnswer(
    [property: Id(0)] bool Granted,
    [property: Id(1)] string? Refusal,
    [property: Id(2)] AgentStatus Status,
    [property: Id(3)] DateTimeOffset? OfferExpiresAt,
    [property: Id(4)] Guid TicketId);

/// <param name="Assignment">What the case is to be asked.</param>
/// <param name="Replayed">It had been accepted before; nothing was stored now.</param>
[GenerateSerializer, Immutable, Alias("aftersales.AcceptedOffer")]
public sealed record AcceptedOffer(
    [property: Id(0)] AssignmentRequest Assignment,
    [property: Id(1)] bool Replayed);

/// <summary>How an offer ended. Stored by name.</summary>
public enum OfferEnd { Accepted, Rejected, TimedOut, Rescinded }

/// <summary>Told to the queue that made the offer.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.OfferOutcome")]
public sealed record OfferOutcome(
    [property: Id(0)] AssignmentRequest Assignment,
    [property: Id(1)] OfferEnd End,
    [property: Id(2)] AgentStatus Status);
