using AfterSales.Routing;

namespace AfterSales.Queues.Domain;

/// <summary>A waiting case is to be sent on.</summary>
/// <param name="ToQueue">Null: where the rules say.</param>
internal sealed record RerouteOrder(Guid TicketId, int Round, string? ToQueue, RerouteReason Reason);

/// <summary>An offer whose case is gone is to be taken back.</summary>
internal sealed record ReleaseOrder(string Agent, Guid AssignmentId);

/// <summary>What pulling came to: a pair under way, nothing that fits, or work that needs more units than the agent has free.</summary>
internal readonly record struct PullDecision(Flight? Flight, bool OverCapacity);
