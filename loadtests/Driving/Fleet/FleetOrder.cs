using System.Text.Json.Serialization;

namespace AfterSales.LoadTests.Driving.Fleet;

/// <summary>What a driver is told whenever it says how far it is.</summary>
/// <param name="StartAt">When the first arrival is due, by the coordinator's clock in microseconds of Unix time; null until everybody is ready.</param>
/// <param name="Stop">The run is given up.</param>
/// <param name="Enough">No more cases, no drain: what was driven until now is delivered.</param>
internal sealed record FleetOrder(long? StartAt, bool Stop, bool Enough = false);

[JsonSerializable(typeof(FleetOrder))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class FleetJson : JsonSerializerContext;
