using System.Text.Json.Serialization;
using AfterSales.Orders;
using AfterSales.Tickets;

namespace AfterSales.LoadTests.Reference.Service;

/// <summary>Bodies of the reference: the records of the contract itself, so that both services read and write the same JSON.</summary>
[JsonSerializable(typeof(OpenTicket))]
[JsonSerializable(typeof(OrderFacts))]
[JsonSerializable(typeof(Approve))]
[JsonSerializable(typeof(ShipReturn))]
[JsonSerializable(typeof(ConfirmReceipt))]
[JsonSerializable(typeof(RefundIssued))]
[JsonSerializable(typeof(TicketView))]
[JsonSerializable(typeof(TicketPage))]
[JsonSerializable(typeof(TimelinePage))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(StoredLine[]))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true)]
internal sealed partial class ReferenceJson : JsonSerializerContext;

internal sealed record TicketPage(ImmutableArray<TicketView> Items, string? NextCursor);

internal sealed record ProblemBody(string Type, string Title, int Status, string Code);

internal sealed record StoredLine(string LineId, string Sku, string Title, int Quantity, long Amount);
