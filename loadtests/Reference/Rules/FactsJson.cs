using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Tickets;

namespace AfterSales.LoadTests.Reference.Rules;

/// <summary>What an action's history row keeps.</summary>
internal sealed record ActFacts(
    Money? Amount = null, string? Carrier = null, string? Tracking = null, string? Reference = null, ImmutableArray<ReceivedLine>? Lines = null);

/// <summary>What the opening's history row keeps.</summary>
internal sealed record OpenFacts(
    TicketKind Kind, string? OrderId, ImmutableArray<LineQuantity> Lines, TicketCategory? Category, Channel Channel, Money? Requested,
    ImmutableArray<Evidence> Evidence, string? Override);

/// <summary>JSON for the history column.</summary>
[JsonSerializable(typeof(ActFacts))]
[JsonSerializable(typeof(OpenFacts))]
[JsonSerializable(typeof(ImmutableArray<ReceivedLine>))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
internal sealed partial class FactsJson : JsonSerializerContext
{
    public static byte[] Of(OpenTicket command) => JsonSerializer.SerializeToUtf8Bytes(
        new OpenFacts(
            command.Kind, command.OrderId, command.Lines.OrEmpty(), command.Category, command.Channel, command.RequestedAmount,
            command.Evidence.OrEmpty(), command.WindowOverride?.Reason),
        Default.OpenFacts);

    public static byte[] Of(ActFacts facts) => JsonSerializer.SerializeToUtf8Bytes(facts, Default.ActFacts);

    public static byte[] Of(ImmutableArray<ReceivedLine> lines) =>
        JsonSerializer.SerializeToUtf8Bytes(lines.OrEmpty(), Default.ImmutableArrayReceivedLine);
}
