using System.Text.Json.Serialization;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.HttpBench.Driver;

/// <summary>What a driver process tells the bench; latencies in milliseconds.</summary>
internal sealed record DriveResult(long Requests, double Seconds, double P50, double P99)
{
    [JsonIgnore]
    public double PerSecond => Requests / Seconds;

    public static DriveResult Of(Round round) => new(
        round.Count,
        round.Elapsed.TotalSeconds,
        round.Latencies.Percentile(0.50).TotalMilliseconds,
        round.Latencies.Percentile(0.99).TotalMilliseconds);
}

[JsonSerializable(typeof(DriveResult))]
internal sealed partial class DriveJson : JsonSerializerContext;
