using System.Text.Json.Serialization;

namespace AfterSales.LoadTests.Driving.Fleet;

/// <summary>What a driver is told whenever it says how far it is.</summary>
/// <param name="StartAt">When the first arrival is due, by the coordinator's clock in microseconds of Unix time; null until everybody is ready.</param>
/// <param name="Stop">The run is given up.</param>
internal sealed record FleetOrder(long? StartAt, bool Stop);

[JsonSerializable(typeof(FleetOrder))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class FleetJson : JsonSerializerContext;
