using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Overload.Phases;
using AfterSales.LoadTests.Overload.Search;

namespace AfterSales.LoadTests.Overload.Reporting;

/// <summary>What <c>overload</c> leaves in <c>artifacts/bench/overload.json</c>. Latencies are in milliseconds, memory in megabytes.</summary>
/// <param name="Rate">Sustainable, in cases per second.</param>
internal sealed record OverloadReport(int Seed, MachineFacts Machine, double Rate)
{
    public string Bench { get; init; } = "overload";

    public string Engine { get; init; } = BenchReport.BuiltFor;

    public DateTimeOffset StartedAt { get; init; } = DateTimeOffset.UtcNow;

    public double Seconds { get; init; }

    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Steps of the search for the sustainable rate, in the order taken; empty when the rate was given.</summary>
    public ImmutableArray<RateStep> Search { get; init; } = [];

    public required PhaseFigures Baseline { get; init; }

    public required ImmutableArray<OverloadFigures> Overloads { get; init; }

    /// <summary>Processors that the drivers had for themselves.</summary>
    public int DriverProcessors { get; init; } = 1;

    /// <summary>A p99 of commands on open cases up to this is back to normal.</summary>
    public double NormalP99 { get; init; }

    /// <summary>Second by second through all phases.</summary>
    public ImmutableArray<SecondFigures> Timeline { get; init; } = [];

    public required AuditVerdict Audit { get; init; }

    public ImmutableArray<BenchGoal> Goals => OverloadGoals.Of(this);

    [JsonIgnore]
    public bool Held => Goals.All(goal => goal.Met);

    public void Write() => File.WriteAllBytes(Artifacts.PathOf($"{Bench}.json"), JsonSerializer.SerializeToUtf8Bytes(this, OverloadJson.Default.OverloadReport));
}

/// <summary>One overload and what came after it.</summary>
/// <param name="Times">Of the sustainable rate.</param>
/// <param name="Share">Goodput as a share of the baseline's.</param>
/// <param name="RecoveredAfter">Seconds until the p99 of commands on open cases was normal; null: not within the phase.</param>
internal sealed record OverloadFigures(double Times, PhaseFigures Above, PhaseFigures After, double Share, double? RecoveredAfter);

/// <param name="Goodput">Commands acknowledged in the second.</param>
/// <param name="ActionP99">Of commands on open cases.</param>
/// <param name="Megabytes">Of the product's processes.</param>
internal sealed record SecondFigures(int Second, double Offered, double Goodput, double? ActionP99, double? Megabytes, double? SlaLateness);

[JsonSerializable(typeof(OverloadReport))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
internal sealed partial class OverloadJson : JsonSerializerContext;
