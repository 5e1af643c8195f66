using System.Text.Json.Serialization;

namespace AfterSales.Tickets;

/// <summary>How a case's events and snapshots are written; golden files in the domain tests hold it still.</summary>
[JsonSerializable(typeof(TicketEvent[]))]
[JsonSerializable(typeof(TicketState))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
internal sealed partial class TicketJson : JsonSerializerContext;
