using AfterSales.Routing;
using AfterSales.Tickets;

namespace AfterSales.ReadModel;

/// <summary>One ticket as projected for <c>ticket_view</c>; the newer (projection, version) wins.</summary>
/// <param name="Summary">The listed fields.</param>
/// <param name="Facts">What orders and customers are told; stored so that the follower can tell them without folding.</param>
/// <param name="TrackingNumbers">Searchable exactly.</param>
/// <param name="Routing">What queues and agents are told; stored so that a shard can be rebuilt and the follower can tell without folding.</param>
public sealed record TicketRow(TicketSummary Summary, TicketFacts Facts, ImmutableArray<string> TrackingNumbers, RoutingFacts Routing)
{
    /// <summary>When the case wants to be woken next; what the wheel is rebuilt from and told.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>Rule of the deadline that runs; what an extension looks for.</summary>
    public string? DeadlineRule { get; init; }

    public DateTimeOffset? DeadlineAt { get; init; }

    /// <summary>Raised when the projection's code changes; the follower then rebuilds every row in the background.</summary>
    public const int Projection = 5;
}

/// <summary>The silo-local dirty set: the fast path of the read model. The follower of the log is the guarantee behind it.</summary>
public interface IDirtyTickets
{
    /// <summary>Remembers the newest row of a ticket; a full set drops it (the follower will project it).</summary>
    void Mark(TicketRow row);
}

/// <summary>Folds a ticket from the log for the follower; implemented beside the ticket's domain.</summary>
public interface ITicketProjector
{
    /// <summary>Null when the stream holds no open case (voided opening). Throws when the log cannot be read.</summary>
    Task<TicketRow?> Project(Guid ticketId, CancellationToken cancellationToken);
}
