using System.Text.Json.Serialization;
using AfterSales.Streams;

namespace AfterSales.Customers.Domain;

/// <summary>Everything that is stored about a customer. The discriminators are stable for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(BudgetTaken), "budget-taken.v1")]
internal abstract record CustomerEvent : StoredEvent;

/// <summary>A small amount was taken from the budget for a case; never given back.</summary>
/// <param name="CustomerId">The stream's natural key.</param>
/// <param name="TicketId">The case.</param>
/// <param name="Amount">Minor units of <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Day">Business day it counts for (<see cref="BusinessDay"/>).</param>
/// <param name="PolicyVersion">Version of the self-service policy that allowed it.</param>
/// <param name="Tier">Tier told with the request, if any.</param>
internal sealed record BudgetTaken(
    string CustomerId, Guid TicketId, long Amount, string Currency, DateOnly Day, int PolicyVersion, string? Tier) : CustomerEvent;

[JsonSerializable(typeof(CustomerEvent[]))]
[JsonSerializable(typeof(CustomerState))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
internal sealed partial class CustomerJson : JsonSerializerContext;

internal static class CustomerCodec
{
    public static EventCodec<CustomerEvent> Instance { get; } = new(CustomerJson.Default.CustomerEventArray);
}
