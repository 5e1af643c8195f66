using System.Text.Json.Serialization;

namespace AfterSales;

/// <summary>An amount in integer minor units (1999 = 19.99) of an ISO 4217 currency.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Money")]
[method: JsonConstructor]
public readonly record struct Money([property: Id(0)] long Amount, [property: Id(1)] string Currency)
{
    public static Money Zero(string currency) => new(0, currency);
}
