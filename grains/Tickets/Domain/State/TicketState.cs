using System.Text.Json.Serialization;
using AfterSales.Orders;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>
/// A case as folded from its events. A hundred thousand of these are kept in memory: no field that can be told from another one, no text
/// but subject and description.
/// </summary>
internal sealed partial record TicketState : IRestoresPersonal<TicketState>
{
    public static TicketState None { get; } = new();

    public Guid Id { get; init; }

    /// <summary>Rows so far; the stream's seq.</summary>
    public int Version { get; init; }

    /// <summary>Rows so far in which somebody did something to the case: what queues and agents do by themselves is no command.</summary>
    public int Commands { get; init; }

    /// <summary>Row of the opening when it is not the first: an earlier opening was voided. 0 when it is the first.</summary>
    public int OpenedLater { get; init; }

    /// <summary>The opening was voided; a later opening starts anew.</summary>
    public bool IsVoid { get; init; }

    public TicketKind Kind { get; init; }

    public TicketStep Step { get; init; }

    /// <summary>Where AwaitingCustomer and CounterOffered return to; null in any other step.</summary>
    public TicketStep? Origin { get; init; }

    /// <summary>Steps in the order they were entered, the present one last.</summary>
    public ImmutableArray<PassedStep> Passed { get; init; } = [];

    public string CustomerId { get; init; } = "";

    public string? OrderId { get; init; }

    public ImmutableArray<ClaimedLine> Lines { get; init; } = [];

    public TicketCategory Category { get; init; }

    public TicketPriority Priority { get; init; }

    public string PriorityRule { get; init; } = "";

    public Channel Channel { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public TicketDecision? Decision { get; init; }

    public TicketOffer? Offer { get; init; }

    public string? ReturnAddress { get; init; }

    public TicketParcel? ReturnParcel { get; init; }

    public TicketParcel? OutboundParcel { get; init; }

    /// <summary>The goods of the case are with the shop.</summary>
    public bool GoodsHere { get; init; }

    public TicketReceipt? Receipt { get; init; }

    /// <summary>The carrier reported delivery of what was last sent to the customer.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    public MessageSide LastMessage { get; init; }

    public int ReopenedCount { get; init; }

    public bool Escalated { get; init; }

    /// <summary>Rejected with a reason that says abuse.</summary>
    public bool RejectedForAbuse { get; init; }

    /// <summary>How the case ended; null while it is open.</summary>
    public ClosedHow? ClosedHow { get; init; }

    public int? Rating { get; init; }

    public Guid? DuplicateOf { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    [JsonIgnore]
    public string? Subject { get; init; }

    [JsonIgnore]
    public string? Description { get; init; }

    [JsonIgnore]
    public int PersonalSeq => Math.Max(OpenedLater, 1);

    public TicketState RestorePersonal(PersonalText? text) => this with { Subject = text?.Subject, Description = text?.Description };
}
