using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>Where a case waits; see <see cref="Queued"/>.</summary>
internal sealed record TicketWait(
    string Queue,
    int Round,
    string Rule,
    int? PolicyVersion,
    string Department,
    DateTimeOffset Since,
    DateTimeOffset EnteredAt,
    DateTimeOffset Due,
    int Units,
    ImmutableArray<SkillLevel> Skills);

/// <summary>Who has a case; see <see cref="Assigned"/>.</summary>
internal sealed record TicketAssignment(
    Guid Id,
    string Agent,
    string Queue,
    string Department,
    int Units,
    bool Active,
    bool Acted,
    AssignmentMode Mode,
    DateTimeOffset At,
    DateTimeOffset Since,
    DateTimeOffset ActiveSince,
    AssignmentReason Reason);
