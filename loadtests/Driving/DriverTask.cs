using System.Text.Json.Serialization;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Workload;
using AfterSales.LoadTests.Workload.Staff;

namespace AfterSales.LoadTests.Driving;

/// <summary>What one driver is to do: its share of a plan, and where.</summary>
/// <param name="Driver">Unique within the run: <c>d1</c>, <c>d2</c>, ...</param>
/// <param name="Share">From 0; case i belongs to driver i mod <paramref name="Of"/>.</param>
/// <param name="Key">Signs development tokens.</param>
/// <param name="Today">Days of orders are counted back from here.</param>
internal sealed record DriverTask(string Driver, int Share, int Of, PeakPlan Plan, ImmutableArray<Uri> Fronts, string Key, DateTimeOffset Today)
{
    /// <summary>What the agents must be able to do.</summary>
    public ShopDesks Desks { get; init; } = new([], []);
}

/// <summary>How far one driver is.</summary>
/// <param name="Phase">preparing, ready, driving, draining, done.</param>
internal sealed record DriverProgress(string Phase, double Done)
{
    public long Cases { get; init; }

    /// <summary>Commands and reads that succeeded.</summary>
    public long Operations { get; init; }

    public long Errors { get; init; }

    /// <summary>Latencies since the progress before.</summary>
    public HistogramCounts Recent { get; init; } = HistogramCounts.Empty;
}

[JsonSerializable(typeof(DriverTask))]
[JsonSerializable(typeof(DriverProgress))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class TaskJson : JsonSerializerContext;
