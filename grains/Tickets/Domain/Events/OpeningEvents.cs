using System.Text.Json.Serialization;
using AfterSales.Orders;

namespace AfterSales.Tickets;

/// <summary>The case exists. Holds every fact a decision was or could have been based on, so that policies can be simulated on the log.</summary>
internal sealed record Opened : TicketEvent
{
    public required Guid Id { get; init; }

    public required TicketKind Kind { get; init; }

    public required string CustomerId { get; init; }

    public string? OrderId { get; init; }

    public ImmutableArray<ClaimedLine> Lines { get; init; } = [];

    /// <summary>The full value that may be refunded.</summary>
    public Money? Claim { get; init; }

    public Money? Requested { get; init; }

    public required TicketCategory Category { get; init; }

    /// <summary>Who said the category: <c>customer</c> or <c>unclassified</c>.</summary>
    public required string CategoryRule { get; init; }

    public required Channel Channel { get; init; }

    public string? Tier { get; init; }

    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    public required TicketPriority Priority { get; init; }

    public required string TriageRule { get; init; }

    public required int TriagePolicy { get; init; }

    public int RecentTickets { get; init; }

    public OrderProgress? OrderProgress { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NoReasonReturn { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool BudgetGranted { get; init; }

    /// <summary>A closed window was overridden by the actor; the reason is in <see cref="WindowOverridden"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WindowOverride { get; init; }

    /// <summary>Every required question was answered; staff may open without.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IntakeComplete { get; init; }

    public int IntakePolicy { get; init; }

    public int? EligibilityPolicy { get; init; }

    public int? SelfServicePolicy { get; init; }

    /// <summary><c>zh</c> or <c>en</c>, told from the words; null in cases from before it was told.</summary>
    public string? Language { get; init; }

    /// <summary>Its clocks and its deadline are in the same row; false in cases from before they were kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Promised { get; init; }
}

/// <summary>Why a window was overridden; the text is internal, therefore an event of its own beside <see cref="Opened"/>.</summary>
internal sealed record WindowOverridden : TicketEvent;

/// <summary>Decided at opening without a person: which rule of which version of the self-service policy.</summary>
internal sealed record AutoApproved(string Rule, int PolicyVersion, Money Amount) : TicketEvent
{
    public string? ReturnAddress { get; init; }
}

/// <summary>Nobody finished an opening that had claimed goods: a later append of that opening must fail. The stream may be opened anew.</summary>
internal sealed record OpeningVoided : TicketEvent;
