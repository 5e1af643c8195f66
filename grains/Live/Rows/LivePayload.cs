using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Tickets;

namespace AfterSales.Live;

/// <summary>What is told of a row: enough to know whether the resource is worth reading again. Free of personal data.</summary>
internal sealed record LivePayload
{
    public string? TicketId { get; init; }

    public string? Number { get; init; }

    /// <summary>Version of the case or agent after this row.</summary>
    public required int Version { get; init; }

    /// <summary>A UTC date is written with <c>Z</c>, as everywhere in the API.</summary>
    public required DateTime At { get; init; }

    /// <summary>Type names as in the timeline.</summary>
    public required List<string> Events { get; init; }

    /// <summary>The step the row leads to; absent when the case stays where it is.</summary>
    public string? Step { get; init; }

    public string? Stage => Enum.TryParse<TicketStep>(Step, out var step) ? TicketStages.Of(step).ToString() : null;

    public string? Presence { get; init; }

    public string? Queue { get; init; }

    public string? Assignee { get; init; }

    /// <summary>Subject of whoever did it.</summary>
    public string? By { get; init; }

    public static string Write(LivePayload payload) => JsonSerializer.Serialize(payload, LiveJson.Default.LivePayload);
}

/// <param name="Topic">As it was asked for.</param>
internal sealed record LiveGreeting(string Topic);

[JsonSerializable(typeof(LivePayload))]
[JsonSerializable(typeof(LiveGreeting))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class LiveJson : JsonSerializerContext;
