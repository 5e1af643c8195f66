using System.Globalization;
using System.Text.Json.Serialization;

namespace AfterSales.LoadTests.Workload;

/// <summary>
/// What is put on the system: all that a driver process has to know beside its share and the start. The same plan gives the same arrivals and the same
/// cases, whatever number of processes drives it. Choices are the same for the same case, step and visit; agents count the visits of their own driver, so
/// where a case goes from an agent of one driver to one of another, what is chosen depends on the number of drivers, too.
/// </summary>
internal sealed record PeakPlan
{
    /// <summary>Seed of everything random.</summary>
    public required int Seed { get; init; }

    /// <summary>First part of every id and key of this run, so that runs on one database never meet. 1-20 of <c>[a-z0-9]</c>.</summary>
    public required string Run { get; init; }

    /// <summary>A name for <see cref="Run"/> that no run had before.</summary>
    /// <param name="bench">Which bench: <c>[a-z]</c>.</param>
    public static string NewRun(char bench) => string.Create(CultureInfo.InvariantCulture, $"{bench}{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds():x}");

    public required ArrivalPlan Arrivals { get; init; }

    /// <summary>Customers of the shop; few of them are busy, most have one order.</summary>
    public int Customers { get; init; } = 5_000;

    /// <summary>Products of the shop; sold by a skewed distribution.</summary>
    public int Products { get; init; } = 2_000;

    /// <summary>Agents who work in live streams on what is assigned to them. 0: staff acts by role as soon as it is its turn, and nobody is routed to.</summary>
    public int Agents { get; init; } = 40;

    /// <summary>Units of each agent.</summary>
    public int AgentCapacity { get; init; } = 50;

    /// <summary>Customers who hold a live stream of their case instead of asking again and again; a share, 0 to 1.</summary>
    public double StreamShare { get; init; } = 0.2;

    /// <summary>Promised times of the shop (policies <c>sla</c> and <c>deadlines</c>) are divided by this before the first arrival, so that clocks run out within the run.</summary>
    public double Compression { get; init; } = 17_280;

    /// <summary>Median of the time a person thinks before he acts, in milliseconds; log-normal with sigma 0.8.</summary>
    public double ThinkMilliseconds { get; init; } = 500;

    /// <summary>How long a caller tries again under the same key before he gives up, in seconds.</summary>
    public double PatienceSeconds { get; init; } = 30;

    /// <summary>How long cases under way may go on after the last arrival, in seconds; what is open then is left open.</summary>
    public double DrainSeconds { get; init; } = 15;

    /// <summary>Length of a slice of the drivers' series, in milliseconds.</summary>
    public int SliceMilliseconds { get; init; } = 1_000;
}

/// <summary>When cases arrive.</summary>
/// <param name="Profile">steady, midnight, lunch, jd618, replay or steps.</param>
/// <param name="Rate">Arrivals per second: of <c>steady</c> throughout, of the others before the peak (<c>replay</c>: the mean over the run).</param>
/// <param name="Seconds">From the first arrival to the last.</param>
internal sealed record ArrivalPlan(string Profile, double Rate, double Seconds)
{
    /// <summary>How many times <see cref="Rate"/> the peak reaches.</summary>
    public double Peak { get; init; } = 30;

    /// <summary>Arrivals of <c>replay</c>, read from the file once by whoever starts the run.</summary>
    public ImmutableArray<ReplayedArrival> Replay { get; init; } = [];

    /// <summary>Rates of <c>steps</c>, one after another.</summary>
    public ImmutableArray<ArrivalStep> Steps { get; init; } = [];

    /// <summary>A rate after another, each for its time.</summary>
    public static ArrivalPlan InSteps(params ImmutableArray<ArrivalStep> steps) =>
        new("steps", steps[0].Rate, steps.Sum(step => step.Seconds)) { Peak = steps.Max(step => step.Rate) / steps[0].Rate, Steps = steps };
}

/// <param name="Rate">Arrivals per second.</param>
/// <param name="Seconds">For so long.</param>
internal sealed record ArrivalStep(double Rate, double Seconds);

/// <summary>One real arrival.</summary>
/// <param name="AtSeconds">Seconds after the first arrival, already compressed.</param>
/// <param name="Priority">As the file has it: 1 is the highest, 4 the lowest; 0 unknown.</param>
/// <param name="Reassignments">How often the case was handed on.</param>
/// <param name="Reopenings">How often it was opened again.</param>
internal sealed record ReplayedArrival(double AtSeconds, int Priority, int Reassignments, int Reopenings);

[JsonSerializable(typeof(PeakPlan))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class PlanJson : JsonSerializerContext;
