using System.Text.Json.Serialization;

namespace AfterSales.LoadTests.Driving.Journal;

/// <summary>What became of one command, as its caller saw it. One line of JSON in a driver's journal (<c>{driver}.journal</c>).</summary>
/// <param name="Action"><c>open</c>, <c>order</c> (import), or the action's name in the address.</param>
/// <param name="Outcome">What the caller knows at the end, when he stopped trying.</param>
/// <param name="Subject">Who sent it; with <paramref name="Key"/> it names the command.</param>
/// <param name="Key">Idempotency key; of an order its id.</param>
/// <param name="Ticket">The case; null for orders, and for an opening that was never answered.</param>
internal sealed record JournalEntry(string Action, CommandOutcome Outcome, string Subject, string Role, string Key, Guid? Ticket)
{
    /// <summary>Version after the command, from the ETag; null unless acknowledged.</summary>
    public long? Version { get; init; }

    /// <summary>Step after the command, from the body; null unless acknowledged.</summary>
    public string? Step { get; init; }

    /// <summary>Money that left the shop with this command, in minor units (refund-issued).</summary>
    public long? Refunded { get; init; }

    /// <summary>Stable code of a refusal, or the kind of the last failure.</summary>
    public string? Code { get; init; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The accepted answer was a replay: an earlier attempt had been done, its answer lost.</summary>
    public bool Replayed { get; init; }

    /// <summary>When it was meant to be sent, first sent and finally answered: microseconds after the run's start.</summary>
    public long Intended { get; init; }

    public long Sent { get; init; }

    public long Answered { get; init; }
}

internal enum CommandOutcome
{
    /// <summary>2xx: it must be there, once.</summary>
    Acknowledged,

    /// <summary>A refusal of the contract that says that nothing was done: it must not be there.</summary>
    Refused,

    /// <summary>No final answer: it may be there, whole, or not.</summary>
    Unknown,
}

[JsonSerializable(typeof(JournalEntry))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
internal sealed partial class JournalJson : JsonSerializerContext;
