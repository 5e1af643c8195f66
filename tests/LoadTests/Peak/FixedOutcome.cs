using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Peak;
using AfterSales.LoadTests.Peak.Reporting;
using AfterSales.LoadTests.Sampling;
using AfterSales.LoadTests.Workload;

namespace AfterSales.Tests.LoadTests.Peak;

/// <summary>A run of two drivers whose every figure is known, and whose names are hostile.</summary>
internal static class FixedOutcome
{
    public const string Hostile = "<script>alert('x')</script>&\"]]>\u0001";
    public const int Seconds = 20;

    public static MachineFacts Machine { get; } = new(4, $"Processor {Hostile}", 16_000, "6.1", ".NET 10");

    public static PeakReport Report(params ImmutableArray<PeakMark> marks) => PeakReports.Of("surge", Of(), Machine, marks);

    public static PeakOutcome Of(int seconds = Seconds, double early = 200, double late = 200) => new(
        Plan(seconds), new FleetResult(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero), "journals", [Driver("d1", seconds, 1), Driver("d2", seconds, 2)]),
        [.. Enumerable.Range(0, seconds).Select(second => Sample(second, second < seconds / 2 ? early : late))],
        Verdict());

    public static AuditVerdict Verdict(long lost = 0) => new()
    {
        Looked = ImmutableSortedDictionary<string, long>.Empty.Add("acknowledged commands", 4_000).Add(Hostile, 7),
        Faults = AuditKinds.All.ToImmutableSortedDictionary(kind => kind, kind => kind == AuditKinds.Lost ? lost : 0),
        Findings = lost > 0 ? [new AuditFinding(AuditKinds.Lost, $"case {Hostile} is not there")] : [],
    };

    public static HistogramCounts Histogram(params double[] milliseconds)
    {
        var histogram = new LatencyHistogram();
        foreach (var value in milliseconds)
        {
            histogram.Record(TimeSpan.FromMilliseconds(value));
        }

        return histogram.ToCounts();
    }

    public static DriverResult Driver(string name, int seconds, int factor) => new(
        name,
        [.. Enumerable.Range(0, seconds).Select(second => new DriverSlice(second)
        {
            Arrivals = 5, Planned = 50, Sent = 50, Succeeded = 48, Refused = 1, GivenUp = second == 3 ? 1 : 0,
            Errors = second == 3 ? ImmutableSortedDictionary<string, long>.Empty.Add("503", 4 * factor).Add(Hostile, 1) : ImmutableSortedDictionary<string, long>.Empty,
            Latency = Histogram(2 * factor, 4 * factor, 80),
        })],
        [
            new OperationResult("open", 5L * seconds, 1, 0, Histogram(4 * factor, 9 * factor), Histogram(3, 8)),
            new OperationResult("approve", 10L * seconds, 0, 1, Histogram(2, 200), Histogram(2, 7)),
            new OperationResult("read", 33L * seconds, 0, 0, Histogram(1), Histogram(1)),
            new OperationResult(Hostile, 1, 0, 0, Histogram(5), Histogram(5)),
        ])
    {
        ProcessorSeconds = seconds * 0.2,
        RefusedAsPlanned = 1,
        SendDelay = Histogram(0.1, 0.2, 3),
        StreamsHeld = 3,
        StreamEvents = 90,
        StreamResumes = factor,
    };

    private static PeakPlan Plan(int seconds) => new() { Seed = 7, Run = "r1", Arrivals = new ArrivalPlan("midnight", 2, seconds - 2) };

    private static SystemSample Sample(int second, double megabytes) => new(second + 0.5)
    {
        Cores = ImmutableSortedDictionary<string, double>.Empty.Add("all", 1.5).Add("postgres", 0.5).Add("driver", 0.25),
        Megabytes = ImmutableSortedDictionary<string, double>.Empty.Add("all", megabytes).Add("postgres", 300).Add("driver", 90),
        Waiting = second,
        ReadLag = 20 + second,
        SlaLateness = second % 3 == 0 ? null : 7.5,
        Overdue = second == 4 ? 12 : 0,
        Appends = 100,
        WebhooksPending = 2,
    };
}
