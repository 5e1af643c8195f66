using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.LoadTests.Chaos.Faults;
using AfterSales.LoadTests.Chaos.Runs;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.Chaos.Reporting;

/// <summary>What <c>chaos</c> leaves in <c>artifacts/bench/chaos-{engine}.json</c>, and of which its page is made. Times are in seconds.</summary>
internal sealed record ChaosReport(int Seed, MachineFacts Machine, ImmutableArray<RunOutcome> Runs)
{
    private const double LastErrorWithin = 6;

#if ORLEANS
    private const double ServesWithin = 30;
#else
    private const double ServesWithin = 5;
#endif

    public string Bench { get; init; } = "chaos";

    public string Engine { get; init; } = BenchReport.BuiltFor;

    public DateTimeOffset StartedAt { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>Ended by its user before all runs were made.</summary>
    public bool Interrupted { get; init; }

    public double Seconds { get; init; }

    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<KindSummary> Kinds { get; } = KindSummary.Of(Runs);

    /// <summary>Runs in which the auditor found nothing, but a fault did not happen.</summary>
    public int NotProven => Runs.Count(run => run is { Failed: false, Proven: false });

    public bool Passed => Runs.All(run => run.Passed);

    /// <summary>Only of faults that had a run for themselves.</summary>
    public ImmutableArray<BenchGoal> Goals =>
    [
        .. Goal("one silo killed: last caller error", nameof(KillOne), LastErrorWithin, kind => kind.LastError?.Max, kind => (kind.Cut, "went on to the end")),
        .. Goal("all processes killed: serving again", nameof(KillAll), ServesWithin,
            kind => kind.NeverServed > 0 ? Math.Max(kind.Silent, kind.Served?.Max ?? 0) : kind.Served?.Max, kind => (kind.NeverServed, "never served")),
        new BenchGoal("runs in which every fault happened and the auditor found nothing", $"all {Runs.Length}{(NotProven > 0 ? $"; {NotProven} not proven" : "")}", Runs.Count(run => run.Passed), Passed),
    ];

    /// <summary>Where its page is.</summary>
    public static string Page => Artifacts.PathOf($"{ChaosFolder.Name}.html");

    public void Write()
    {
        File.WriteAllBytes(Artifacts.PathOf($"{ChaosFolder.Name}.json"), JsonSerializer.SerializeToUtf8Bytes(this, ChaosJson.Default.ChaosReport));
        File.WriteAllText(Page, ChaosPage.Write(this));
    }

    /// <param name="open">Runs whose end was not seen: they meet no goal, whatever was measured until then.</param>
    private IEnumerable<BenchGoal> Goal(
        string name, string fault, double within, Func<KindSummary, double?> worst, Func<KindSummary, (int Runs, string What)> open)
    {
        var kind = Kinds.FirstOrDefault(one => one.Fault == FaultCatalog.All.First(known => known.GetType().Name == fault).Name);
        if (kind is not { Alone: > 0 })
        {
            return [];
        }

        var (runs, what) = open(kind);
        var measured = worst(kind) ?? 0;
        return [new BenchGoal(name, $"within {within:0} s (worst of {kind.Alone} runs{(runs > 0 ? $"; {runs} {what}" : "")})", measured, runs == 0 && measured <= within)];
    }
}

[JsonSerializable(typeof(ChaosReport))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
internal sealed partial class ChaosJson : JsonSerializerContext;
