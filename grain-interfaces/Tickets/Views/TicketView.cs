using AfterSales.Deadlines;
using AfterSales.Sla;
using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>A case as one caller may see it (api.md, Ticket). Absent fields are null here and left out of the JSON.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.TicketView")]
public sealed record TicketView
{
    [Id(0)] public required Guid Id { get; init; }

    /// <summary>What people read out: 12 Crockford base32 characters and a check character.</summary>
    [Id(1)] public required string Number { get; init; }

    [Id(2)] public required int Version { get; init; }

    [Id(3)] public required TicketKind Kind { get; init; }

    [Id(4)] public required TicketStep Step { get; init; }

    [Id(5)] public required TicketStage Stage { get; init; }

    [Id(6)] public required string StageLabel { get; init; }

    [Id(7)] public required string CustomerId { get; init; }

    [Id(8)] public string? OrderId { get; init; }

    [Id(9)] public ImmutableArray<TicketLineView> Lines { get; init; } = [];

    /// <summary>Null after erasure of personal data.</summary>
    [Id(10)] public string? Subject { get; init; }

    [Id(11)] public string? Description { get; init; }

    [Id(12)] public TicketPriority? Priority { get; init; }

    [Id(13)] public TicketCategory Category { get; init; }

    /// <summary>Internal; null for customers.</summary>
    [Id(14)] public ImmutableArray<string>? Tags { get; init; }

    /// <summary>Accountable owner (first-owner responsibility); internal.</summary>
    [Id(15)] public string? Owner { get; init; }

    /// <summary>Who must act now; internal.</summary>
    [Id(16)] public string? Assignee { get; init; }

    [Id(17)] public Money? RequestedAmount { get; init; }

    [Id(18)] public Money? ApprovedAmount { get; init; }

    [Id(19)] public Money? RefundedAmount { get; init; }

    [Id(20)] public DecisionView? Decision { get; init; }

    [Id(21)] public OfferView? Offer { get; init; }

    /// <summary>Where to send the goods, once a return is approved.</summary>
    [Id(22)] public string? ReturnAddress { get; init; }

    [Id(23)] public ParcelView? ReturnParcel { get; init; }

    [Id(24)] public ParcelView? OutboundParcel { get; init; }

    [Id(25)] public Guid? DuplicateOf { get; init; }

    [Id(26)] public int? Rating { get; init; }

    [Id(27)] public bool? Escalated { get; init; }

    [Id(28)] public ImmutableArray<string> AllowedActions { get; init; } = [];

    [Id(29)] public required DateTimeOffset CreatedAt { get; init; }

    [Id(30)] public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Where it waits or, when assigned, came from; internal.</summary>
    [Id(31)] public string? Queue { get; init; }

    /// <summary>Why it waits in that queue: rule, or how it came there; internal.</summary>
    [Id(32)] public QueuedView? Queued { get; init; }

    /// <summary>The present assignment with its reason; internal.</summary>
    [Id(33)] public AssignmentView? Assignment { get; init; }

    /// <summary>1 is next; only while it waits. Not stored: asked of the queue when the case is shown.</summary>
    [Id(34)] public int? QueuePosition { get; init; }

    /// <summary>ISO 8601 duration until somebody takes it; only while it waits and the queue can tell. See docs/architecture.md for the formula.</summary>
    [Id(35)] public string? ExpectedWait { get; init; }

    /// <summary>It waits in <see cref="WaitingIn"/>; never served: tells the front whom to ask for the position.</summary>
    [Id(36), System.Text.Json.Serialization.JsonIgnore] public string? WaitingIn { get; init; }

    /// <summary>Who is awaited until when, and what happens if nobody acts; null when no deadline runs.</summary>
    [Id(37)] public DeadlineView? Deadline { get; init; }

    /// <summary>Every promise of the case, also those that are over.</summary>
    [Id(38)] public ImmutableArray<ClockView> Clocks { get; init; } = [];

    /// <summary>Some promise was ever broken; internal.</summary>
    [Id(39)] public bool? Breached { get; init; }
}

/// <param name="Rule">Name of the routing rule, <c>default</c>, <c>transfer</c>, <c>overflow</c>, ...</param>
/// <param name="PolicyVersion">Version of the routing policy that decided; null when a person did.</param>
/// <param name="Department">Who has to act.</param>
/// <param name="Since">Its age counts from here.</param>
/// <param name="EnteredAt">When it came into this queue.</param>
/// <param name="Due">The nearest promise.</param>
[GenerateSerializer, Immutable, Alias("aftersales.QueuedView")]
public sealed record QueuedView(
    [property: Id(0)] string Rule,
    [property: Id(1)] int? PolicyVersion,
    [property: Id(2)] string Department,
    [property: Id(3)] DateTimeOffset Since,
    [property: Id(4)] DateTimeOffset EnteredAt,
    [property: Id(5)] DateTimeOffset Due);

/// <param name="Id">Names the assignment.</param>
/// <param name="Agent">Who holds it.</param>
/// <param name="Mode">How it came about.</param>
/// <param name="At">When.</param>
/// <param name="Units">What it costs him while active.</param>
/// <param name="Active">He has to act now.</param>
/// <param name="Reason">Why he.</param>
[GenerateSerializer, Immutable, Alias("aftersales.AssignmentView")]
public sealed record AssignmentView(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Agent,
    [property: Id(2)] AssignmentMode Mode,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] int Units,
    [property: Id(5)] bool Active,
    [property: Id(6)] AssignmentReason Reason);

[GenerateSerializer, Immutable, Alias("aftersales.TicketLineView")]
public sealed record TicketLineView(
    [property: Id(0)] string LineId,
    [property: Id(1)] string Sku,
    [property: Id(2)] string Title,
    [property: Id(3)] int Quantity,
    [property: Id(4)] Money Amount);

/// <summary>How the case was decided: by rule without a person, or by a person; which policy version and rule.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.DecisionView")]
public sealed record DecisionView([property: Id(0)] bool Automatic, [property: Id(1)] string Rule, [property: Id(2)] int? PolicyVersion);

[GenerateSerializer, Immutable, Alias("aftersales.OfferView")]
public sealed record OfferView([property: Id(0)] TicketKind Kind, [property: Id(1)] Money? Amount, [property: Id(2)] DateTimeOffset MadeAt);

[GenerateSerializer, Immutable, Alias("aftersales.ParcelView")]
public sealed record ParcelView(
    [property: Id(0)] string Carrier,
    [property: Id(1)] string TrackingNumber,
    [property: Id(2)] DateTimeOffset ShippedAt,
    [property: Id(3)] DateTimeOffset? DeliveredAt);
