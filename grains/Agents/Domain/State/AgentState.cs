using System.Text.Json.Serialization;
using AfterSales.Streams;

namespace AfterSales.Agents.Domain;

/// <summary>An agent as his events tell.</summary>
internal sealed record AgentState : IRestoresPersonal<AgentState>
{
    /// <summary>So many ended assignments, pulls and offers are remembered, so that late repetitions are answered for what they are.</summary>
    public const int MaxRemembered = 50;

    /// <summary>As many changes of presence as are allowed in a minute.</summary>
    public const int MaxHistory = 30;

    public static AgentState Empty { get; } = new();

    public string AgentId { get; init; } = "";

    /// <summary>Null also after erasure.</summary>
    [JsonIgnore]
    public string? Name { get; init; }

    /// <summary>The row that holds the name.</summary>
    public int NameSeq { get; init; }

    /// <summary>Null when never registered, or removed.</summary>
    public ProfileData? Profile { get; init; }

    public bool Removed { get; init; }

    public Presence Presence { get; init; }

    public DateTimeOffset? PresenceSince { get; init; }

    /// <summary>Newest first.</summary>
    public ImmutableArray<PresenceEntry> History { get; init; } = [];

    /// <summary>He was Offline and has not come to work since.</summary>
    public bool SignedOut { get; init; } = true;

    /// <summary>When the time of ramp-up began.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>Grants that count against the ramp-up, oldest first, those of one minute.</summary>
    public ImmutableArray<DateTimeOffset> RampUp { get; init; } = [];

    public DateTimeOffset? LastAssignedAt { get; init; }

    public Holdings Held { get; init; } = Holdings.None;

    /// <summary>Assignments that ended, newest first.</summary>
    public ImmutableArray<PastAssignment> Ended { get; init; } = [];

    /// <summary>Pulled assignments, ended or not, newest first.</summary>
    public ImmutableArray<PastAssignment> Pulled { get; init; } = [];

    /// <summary>Offers that ended, newest first.</summary>
    public ImmutableArray<PastOffer> Offers { get; init; } = [];

    [JsonIgnore]
    public bool Exists => Profile is not null;

    [JsonIgnore]
    public int PersonalSeq => NameSeq;

    public AgentState RestorePersonal(PersonalText? text) => this with { Name = text?.Text };
}

/// <param name="Presence">Since <paramref name="At"/>.</param>
/// <param name="At">When.</param>
/// <param name="Cause">One of <see cref="PresenceCauses"/>.</param>
/// <param name="Seq">The row that holds what was said.</param>
/// <param name="HasReason">Something was said.</param>
internal sealed record PresenceEntry(Presence Presence, DateTimeOffset At, string Cause, int Seq, bool HasReason)
{
    /// <summary>Personal: not in snapshots; read from its row when it is shown.</summary>
    [JsonIgnore]
    public string? Reason { get; init; }
}

internal readonly record struct PastAssignment(Guid AssignmentId, Guid TicketId);

/// <summary>Queue, round and units tell the queue again after a crash which offer it was.</summary>
internal sealed record PastOffer(Guid OfferId, Guid TicketId, OfferEnd How, DateTimeOffset At, string Queue, int Round, int Units);
