using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Overload.Search;
using AfterSales.LoadTests.Scale.Parts;
using AfterSales.LoadTests.Scale.Sizing;

namespace AfterSales.LoadTests.Scale.Reporting;

/// <summary>What <c>scale</c> leaves in <c>artifacts/bench/scale.json</c>. Processor time is in seconds, latency in milliseconds.</summary>
internal sealed record ScaleReport(int Seed, MachineFacts Machine)
{
    public string Bench { get; init; } = "scale";

    public string Engine { get; init; } = BenchReport.BuiltFor;

    public DateTimeOffset StartedAt { get; init; } = DateTimeOffset.UtcNow;

    public double Seconds { get; init; }

    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<RateStep> Search { get; init; } = [];

    /// <summary>The same load on each system, the smallest first.</summary>
    public required ImmutableArray<ScaleFigures> Systems { get; init; }

    public required PredictionCheck Prediction { get; init; }

    public required CaseCosts Costs { get; init; }

    public required SizingPeak Peak { get; init; }

    /// <summary>With the returns spread as stated.</summary>
    public required SizingResult Spread { get; init; }

    /// <summary>With every return opened in the second of its order: nobody's reality, the upper end.</summary>
    public required SizingResult Together { get; init; }

    public string WeakestAssumption { get; init; } = SizingModel.WeakestAssumption;

    public void Write() => File.WriteAllBytes(Artifacts.PathOf($"{Bench}.json"), JsonSerializer.SerializeToUtf8Bytes(this, ScaleJson.Default.ScaleReport));
}

/// <summary>The model against this machine.</summary>
/// <param name="Cores">Processors of system and PostgreSQL.</param>
/// <param name="Predicted">Cases per second at which they are full, from processor time at a low rate.</param>
/// <param name="Measured">Sustained.</param>
internal sealed record PredictionCheck(int Cores, double Predicted, double Measured)
{
    /// <summary>Positive: the model promises more than there is.</summary>
    public double Error => Measured > 0 ? (Predicted / Measured) - 1 : 0;
}

[JsonSerializable(typeof(ScaleReport))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
internal sealed partial class ScaleJson : JsonSerializerContext;
