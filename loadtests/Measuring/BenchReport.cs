using System.Text.Json;
using System.Text.Json.Serialization;

namespace AfterSales.LoadTests.Measuring;

/// <summary>What one bench leaves in <c>artifacts/bench/{name}.json</c>. Latencies are in milliseconds.</summary>
internal sealed record BenchReport(string Bench, int Seed, MachineFacts Machine)
{
    public string Engine { get; init; } = BuiltFor;

    public DateTimeOffset StartedAt { get; init; } = DateTimeOffset.UtcNow;

    public double Seconds { get; init; }

    /// <summary>Settings of this run that change its figures.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<BenchResult> References { get; init; } = [];

    public ImmutableArray<BenchResult> Results { get; init; } = [];

    public ImmutableArray<BenchGoal> Goals { get; init; } = [];

#if ORLEANS
    [JsonIgnore]
    public static string BuiltFor => "orleans";
#else
    [JsonIgnore]
    public static string BuiltFor => "embedded";
#endif

    public void Write()
    {
        var path = Artifacts.PathOf($"{Bench}.json");
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this, BenchJson.Default.BenchReport));
    }
}

[JsonSerializable(typeof(BenchReport))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
internal sealed partial class BenchJson : JsonSerializerContext;
