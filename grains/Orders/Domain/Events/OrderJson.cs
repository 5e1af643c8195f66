using System.Text.Json.Serialization;
using AfterSales.Streams;

namespace AfterSales.Orders.Domain;

/// <summary>How events and snapshots of orders are written; the golden files of the tests hold it still.</summary>
[JsonSerializable(typeof(OrderEvent[]))]
[JsonSerializable(typeof(OrderState))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    AllowOutOfOrderMetadataProperties = true)]
internal sealed partial class OrderJson : JsonSerializerContext;

internal static class OrderCodec
{
    public static EventCodec<OrderEvent> Instance { get; } = new(OrderJson.Default.OrderEventArray);
}
