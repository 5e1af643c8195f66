using System.Text.Json;
using System.Text.Json.Serialization;

namespace AfterSales.LoadTests.Http;

/// <summary>Request bodies as api.md writes them; records of the caller's side, so that a slip in the contract shows.</summary>
internal sealed record OrderBody(
    long Version, string CustomerId, DateTimeOffset PaidAt, DateTimeOffset ShippedAt, DateTimeOffset DeliveredAt, MoneyBody ShippingFee,
    IReadOnlyList<OrderLineBody> Lines);

internal sealed record OrderLineBody(
    string LineId, string Sku, string Title, int Quantity, MoneyBody UnitPrice, MoneyBody Paid, string Category, bool? Opened = null);

internal sealed record MoneyBody(long Amount, string Currency = "GBP");

internal sealed record OpenBody(
    string Kind, string OrderId, IReadOnlyList<LineBody> Lines, string? Reason, string? Category, string Channel, string Subject, string Description,
    IReadOnlyList<EvidenceBody>? Evidence = null, string? CustomerId = null, OverrideBody? WindowOverride = null);

internal sealed record LineBody(string LineId, int Quantity);

internal sealed record EvidenceBody(string Type, string Ref);

internal sealed record OverrideBody(string Reason);

internal sealed record ApproveBody(string? Note = null);

internal sealed record ShipReturnBody(string Carrier, string TrackingNumber);

internal sealed record ReceiptBody(IReadOnlyList<ReceivedBody> Lines);

internal sealed record ReceivedBody(string LineId, int Received, int Damaged, int Resellable);

internal sealed record RefundBody(MoneyBody Amount, string PaymentReference);

[JsonSerializable(typeof(OrderBody))]
[JsonSerializable(typeof(OpenBody))]
[JsonSerializable(typeof(ApproveBody))]
[JsonSerializable(typeof(ShipReturnBody))]
[JsonSerializable(typeof(ReceiptBody))]
[JsonSerializable(typeof(RefundBody))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class BodyJson : JsonSerializerContext
{
    public static byte[] Of(OrderBody body) => JsonSerializer.SerializeToUtf8Bytes(body, Default.OrderBody);

    public static byte[] Of(OpenBody body) => JsonSerializer.SerializeToUtf8Bytes(body, Default.OpenBody);

    public static byte[] Of(ApproveBody body) => JsonSerializer.SerializeToUtf8Bytes(body, Default.ApproveBody);

    public static byte[] Of(ShipReturnBody body) => JsonSerializer.SerializeToUtf8Bytes(body, Default.ShipReturnBody);

    public static byte[] Of(ReceiptBody body) => JsonSerializer.SerializeToUtf8Bytes(body, Default.ReceiptBody);

    public static byte[] Of(RefundBody body) => JsonSerializer.SerializeToUtf8Bytes(body, Default.RefundBody);
}
