using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.Peak.Reporting;

/// <summary>
/// What one run leaves as <c>report.json</c>, and all that the page and the table are made of. Latencies are in milliseconds, times in seconds after the
/// first arrival, memory in megabytes.
/// </summary>
internal sealed record PeakReport(string Bench, int Seed, MachineFacts Machine)
{
    /// <summary>Grows when a field changes its meaning or goes.</summary>
    public int Format { get; init; } = 2;

    public string Engine { get; init; } = BenchReport.BuiltFor;

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>From the first arrival to the last answer.</summary>
    public double Seconds { get; init; }

    /// <summary>When the last case was to arrive; what follows is the drain.</summary>
    public double LastArrival { get; init; }

    /// <summary>Ended by its user before all had arrived.</summary>
    public bool Interrupted { get; init; }

    /// <summary>The plan and where it ran, as text.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ArrivalFigures Arrivals { get; init; } = new(0, 0, 0, 0, 0);

    /// <summary>Operations that succeeded and were no mere reading: what processor time is divided by.</summary>
    public long Commands { get; init; }

    public GoodputFigures Goodput { get; init; } = new(0, 0);

    /// <summary>All operations together as <c>all</c>, then each by name.</summary>
    public ImmutableArray<OperationFigures> Operations { get; init; } = [];

    /// <summary>Attempts that failed, by kind. An operation may fail several times and succeed in the end.</summary>
    public ImmutableSortedDictionary<string, long> Errors { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    public DriverFigures Driver { get; init; } = DriverFigures.None;

    public ImmutableSortedDictionary<string, PartFigures> Parts { get; init; } = ImmutableSortedDictionary<string, PartFigures>.Empty;

    public PromiseFigures Promises { get; init; } = new(null, null, null);

    public StreamFigures Streams { get; init; } = new(0, 0, 0);

    public AuditVerdict Audit { get; init; } = new();

    /// <summary>Processes of the system that ended by themselves, as far as they run on this machine.</summary>
    public ImmutableArray<EndedProcess> Ends { get; init; } = [];

    /// <summary>Fronts that did not answer after the drain.</summary>
    public ImmutableArray<string> DeadFronts { get; init; } = [];

    /// <summary>Bytes on disk by table; empty where the database is not in reach.</summary>
    public ImmutableArray<TableGrowth> Tables { get; init; } = [];

    /// <summary>Checks of a long run: what must not grow with time.</summary>
    public ImmutableArray<GrowthCheck> Growth { get; init; } = [];

    public ImmutableArray<PeakMark> Marks { get; init; } = [];

    public PeakTimeline Timeline { get; init; } = new(1, []);

    [JsonIgnore]
    public bool Held => PeakVerdict.Against(this).IsEmpty;

    public string ToJson() => JsonSerializer.Serialize(this, PeakJson.Default.PeakReport);

    public static PeakReport FromJson(string json) => JsonSerializer.Deserialize(json, PeakJson.Default.PeakReport)!;
}

/// <summary>Something that happened to the system: a fault, a restart.</summary>
/// <param name="Second">After the first arrival.</param>
internal sealed record PeakMark(double Second, string Name);

[JsonSerializable(typeof(PeakReport))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
internal sealed partial class PeakJson : JsonSerializerContext;
