using System.Text.Json.Serialization;

namespace AfterSales.Streams;

/// <summary>Base of all events kept in the log. Data fields fold; <see cref="Personal"/> is kept in a column of its own and may be erased.</summary>
public abstract record StoredEvent
{
    /// <summary>Free text and names of this event; null where there is none or it was erased.</summary>
    [JsonIgnore]
    public PersonalText? Personal { get; init; }
}

/// <summary>All personal data an event may carry; a fold must not depend on it except to show it.</summary>
public sealed record PersonalText
{
    public string? Subject { get; init; }

    public string? Description { get; init; }

    /// <summary>The one free text of most events: a reason, message, summary, report or comment.</summary>
    public string? Text { get; init; }

    public ImmutableDictionary<string, string>? Answers { get; init; }
}
