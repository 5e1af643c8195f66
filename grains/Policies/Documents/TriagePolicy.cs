using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>Ordered rules for the priority; the first match wins (domain.md section 5). Policy name <c>triage</c>.</summary>
public sealed record TriagePolicy
{
    /// <summary>Word lists by name and language; a match is a whole word in Latin scripts and a substring in Chinese.</summary>
    public ImmutableDictionary<string, WordList> Words { get; init; } = new Dictionary<string, WordList>
    {
        ["safety"] = new() { English = ["fire", "burn", "burned", "burnt", "explode", "exploded", "shock", "injury", "injured", "hospital", "poison", "allergic", "smoke"], Chinese = ["起火", "着火", "爆炸", "触电", "受伤", "住院", "中毒", "过敏", "冒烟", "漏电"] },
        ["legal"] = new() { English = ["lawyer", "lawsuit", "court", "sue", "solicitor", "ombudsman"], Chinese = ["律师", "起诉", "法院", "投诉到", "工商", "消协", "12315"] },
    }.ToImmutableDictionary();

    public ImmutableArray<TriageRule> Rules { get; init; } =
    [
        new() { Name = "safety-words", Words = "safety", Priority = TicketPriority.P1 },
        new() { Name = "legal-words", Words = "legal", Priority = TicketPriority.P1 },
        new() { Name = "social-media", Channels = [Channel.Social], Priority = TicketPriority.P2 },
        new() { Name = "top-tier", Tiers = ["vip", "platinum", "gold"], Priority = TicketPriority.P2 },
        new() { Name = "repeated-contact", MinRecentTickets = 3, Priority = TicketPriority.P2 },
        new() { Name = "large-amount", MinAmount = 100_000, Priority = TicketPriority.P2 },
        new() { Name = "wrong-or-damaged", Categories = [TicketCategory.Quality, TicketCategory.Damaged, TicketCategory.WrongItem, TicketCategory.Missing], Priority = TicketPriority.P3 },
        new() { Name = "complaint", Kinds = [TicketKind.Complaint], Priority = TicketPriority.P3 },
    ];

    /// <summary>Priority when no rule matches; stored as rule <c>default</c>.</summary>
    public TicketPriority Default { get; init; } = TicketPriority.P4;
}

public sealed record WordList
{
    public ImmutableArray<string> English { get; init; } = [];

    public ImmutableArray<string> Chinese { get; init; } = [];
}

/// <summary>All conditions that are given must hold; an empty list is not a condition.</summary>
public sealed record TriageRule
{
    public required string Name { get; init; }

    public string? Words { get; init; }

    public ImmutableArray<string> Tiers { get; init; } = [];

    public ImmutableArray<TicketCategory> Categories { get; init; } = [];

    public ImmutableArray<TicketKind> Kinds { get; init; } = [];

    public ImmutableArray<Channel> Channels { get; init; } = [];

    /// <summary>Claimed amount in minor units, whatever the currency.</summary>
    public long? MinAmount { get; init; }

    public int? MinRecentTickets { get; init; }

    public required TicketPriority Priority { get; init; }
}
