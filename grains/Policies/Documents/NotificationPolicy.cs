namespace AfterSales.Policies;

/// <summary>Who is told of what, by which channel and in which words (domain.md sections 5 and 7). Policy name <c>notifications</c>.</summary>
/// <remarks>A notification keeps the name of its template; words are those in force when it is shown or sent.</remarks>
public sealed record NotificationPolicy
{
    /// <summary>At most 200. Within one event the first rule that reaches a recipient by a channel is the only one.</summary>
    public ImmutableArray<NotificationRule> Rules { get; init; } = NotificationDefaults.Rules;

    /// <summary>By name; a rule without a template uses the one named as its event. At most 200.</summary>
    public ImmutableDictionary<string, NotificationTemplate> Templates { get; init; } = NotificationDefaults.Templates;

    /// <summary>Who answers for the quality of a product category: category to subject (or <c>role:quality</c>).</summary>
    public ImmutableDictionary<string, string> TechnicalContacts { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>For recipients whose contact names no language: <c>zh-CN</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "zh-CN";

    /// <summary>For recipients whose contact says nothing else.</summary>
    public QuietTime Quiet { get; init; } = new();
}

/// <summary>When nobody is disturbed, unless it is urgent: put off to the end of it.</summary>
public sealed record QuietTime
{
    /// <summary><c>HH:mm</c>; equal to <see cref="To"/>: never.</summary>
    public string From { get; init; } = "22:00";

    /// <summary><c>HH:mm</c>, of the next day when it is before <see cref="From"/>.</summary>
    public string To { get; init; } = "08:00";

    /// <summary>IANA zone.</summary>
    public string Zone { get; init; } = "Asia/Shanghai";
}

public sealed record NotificationRule
{
    /// <summary>What happened: the name of a case's event without version, or one of the names that say more (docs/notifications.md).</summary>
    public required string Event { get; init; }

    /// <summary>At least one.</summary>
    public required ImmutableArray<NotificationAudience> To { get; init; }

    /// <summary><c>inbox</c>, <c>email</c>, <c>webhook</c>, or the name of a further channel. A process where one is off, or that does not know it, passes it over.</summary>
    public ImmutableArray<string> Channels { get; init; } = NotificationDefaults.Channels;

    /// <summary>Null: named as the event.</summary>
    public string? Template { get; init; }
}

/// <summary>Who is meant. Stored by name.</summary>
public enum NotificationAudience
{
    Customer,
    Owner,

    /// <summary>Who has the case now, or its owner while nobody has it.</summary>
    Assignee,

    /// <summary>Whom the ladder of the promise names: its owner, the leads.</summary>
    Ladder,
    Lead,
    Warehouse,
    Finance,
    Workshop,
    Logistics,
    Quality,
    Arbitrator,

    /// <summary>Of the product categories of the case.</summary>
    TechnicalContact,
}

/// <summary>By language, <c>zh-CN</c> and <c>en</c>; placeholders in braces, e.g. <c>{number}</c> (docs/notifications.md).</summary>
public sealed record NotificationTemplate
{
    /// <summary>One line, 1-100 characters.</summary>
    public required ImmutableDictionary<string, string> Title { get; init; }

    /// <summary>1-1,000 characters.</summary>
    public required ImmutableDictionary<string, string> Body { get; init; }
}
