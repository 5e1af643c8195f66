using System.Text.Json.Serialization;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.Driving;

/// <summary>What all driver processes of a run report together.</summary>
/// <param name="StartedAt">The moment that all times of drivers and journals count from.</param>
/// <param name="Journals">Folder with the journal of every driver.</param>
internal sealed record FleetResult(DateTimeOffset StartedAt, string Journals, ImmutableArray<DriverResult> Drivers);

/// <summary>What one driver process reports.</summary>
/// <param name="Driver">Unique within the run: <c>d1</c>, <c>d2</c>, ...</param>
internal sealed record DriverResult(string Driver, ImmutableArray<DriverSlice> Slices, ImmutableArray<OperationResult> Operations)
{
    /// <summary>Processor time of the driver itself over the run, in seconds.</summary>
    public double ProcessorSeconds { get; init; }

    /// <summary>Cases that were to arrive and that the driver never began: it had no room for them, or the drain was over before their turn came.</summary>
    public long Missed { get; init; }

    /// <summary>Openings that were refused and that the shop's rules refuse.</summary>
    public long RefusedAsPlanned { get; init; }

    /// <summary>The driver's own delays: sent minus intended, of first attempts that had nothing to wait for but the driver.</summary>
    public required HistogramCounts SendDelay { get; init; }

    /// <summary>Live streams held at most, events received in them, and how often one was resumed.</summary>
    public int StreamsHeld { get; init; }

    public long StreamEvents { get; init; }

    public long StreamResumes { get; init; }
}

/// <summary>One slice of time (<see cref="Workload.PeakPlan.SliceMilliseconds"/>), counted where things were intended (planned) or happened (all others).</summary>
internal sealed record DriverSlice(int Index)
{
    /// <summary>Cases that were to arrive in this slice.</summary>
    public long Arrivals { get; init; }

    /// <summary>Operations intended for this slice (openings by the plan's times alone), and operations whose first attempt was sent in it.</summary>
    public long Planned { get; init; }

    public long Sent { get; init; }

    public long Succeeded { get; init; }

    /// <summary>Final refusals of the contract (4xx but 429).</summary>
    public long Refused { get; init; }

    /// <summary>Attempts answered 429 or 503, by reason (<c>503 overloaded</c>; <c>503 without Retry-After</c> where that was missing); and attempts without an answer, by kind (connect, reset, timeout, http-500, ...).</summary>
    public ImmutableSortedDictionary<string, long> Errors { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Of <see cref="Succeeded"/>: those that changed something. A system that answers reads alone is not serving.</summary>
    public long Commands { get; init; }

    /// <summary>Of <see cref="Errors"/>: attempts of commands.</summary>
    public ImmutableSortedDictionary<string, long> CommandErrors { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Operations given up after all patience.</summary>
    public long GivenUp { get; init; }

    /// <summary>From the intended start to the final success or to giving up, of operations that succeeded or were given up in this slice.</summary>
    public HistogramCounts Latency { get; init; } = HistogramCounts.Empty;
}

/// <summary>One kind of operation over the whole run.</summary>
/// <param name="Name"><c>open</c>, an action, <c>read</c>, <c>list</c>, <c>timeline</c>.</param>
/// <param name="Latency">From the intended start to the final success or to giving up; refused operations are not in it.</param>
/// <param name="Service">From the send of the successful attempt to its answer: what a coordinated driver would have measured.</param>
internal sealed record OperationResult(string Name, long Succeeded, long Refused, long GivenUp, HistogramCounts Latency, HistogramCounts Service);

[JsonSerializable(typeof(FleetResult))]
[JsonSerializable(typeof(DriverResult))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class DriverJson : JsonSerializerContext;
