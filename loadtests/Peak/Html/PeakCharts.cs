using AfterSales.LoadTests.Peak.Html.Charts;
using AfterSales.LoadTests.Peak.Reporting;

namespace AfterSales.LoadTests.Peak.Html;

/// <summary>The charts of a report, in the order they are read: what was asked for, what was done, how fast, what it cost.</summary>
internal static class PeakCharts
{
    public static ImmutableArray<Chart> Of(PeakReport report)
    {
        var steps = report.Timeline.Steps;
        return
        [
            new Chart("Arrivals", "cases per second", "Cases that were to arrive, as planned and whatever the system did.", [Series("arrivals", step => step.Arrivals)]),
            new Chart("Throughput", "operations per second", "Succeeded follows planned while the system keeps up; what it cannot do now it does later.",
            [
                Series("planned", step => step.Planned), Series("sent", step => step.Sent), Series("succeeded", step => step.Succeeded),
                Series("refused for good", step => step.Refused),
            ]),
            new Chart("Latency", "ms", "From the intended start of an operation to its success or to giving up, waiting for a busy system included. Logarithmic.",
            [
                Series("p50", step => step.Latency?.P50), Series("p90", step => step.Latency?.P90), Series("p99", step => step.Latency?.P99),
                Series("p99.9", step => step.Latency?.P999), Series("slowest", step => step.Latency?.Max),
            ]) { Logarithmic = true },
            new Chart("Errors by kind", "attempts per second", "Attempts answered 429 or 503 (come again later) or not answered at all, and operations given up.",
            report.Errors.IsEmpty && steps.All(step => step.GivenUp == 0)
                ? []
                : [.. report.Errors.Keys.Select(kind => Series(kind, step => step.Errors.GetValueOrDefault(kind))), Series("given up", step => step.GivenUp)])
            { Absence = "None: every attempt was answered, and not by 429 or 503." },
            new Chart("Queue depth", "cases", "Cases that wait for an agent, and webhooks that wait to be delivered.",
                [Series("cases waiting", step => step.Waiting), Series("webhooks pending", step => step.WebhooksPending)]),
            new Chart("Lateness of promises", "ms", "How late clocks and deadlines fired (p99 of each step, as fine as the product's buckets). Gaps: none fired.",
                [Series("p99 of lateness", step => step.SlaLateness)]) { Logarithmic = true },
            new Chart("Promises overdue", "cases", "Due and not fired at that moment.", [Series("overdue", step => step.Overdue)]),
            new Chart("Processor time by part", "cores", "Cores in use: the system's processes, PostgreSQL, the drivers and this bench itself.",
                ByPart(step => step.Cores)) { Stacked = true, Bound = ($"{report.Machine.Cores} processors", report.Machine.Cores) },
            new Chart("Memory by part", "MB", "Resident memory; what PostgreSQL's processes share counts once.", ByPart(step => step.Megabytes)) { Stacked = true },
            new Chart("Lists behind", "ms", "How far lists and searches are behind the log (read lag).", [Series("read lag", step => step.ReadLag)]),
            new Chart("Rows of the log", "rows per second", "What is written durably: a command may write several rows.", [Series("appended", step => step.Appends)]),
        ];

        ChartSeries Series(string name, Func<TimelineStep, double?> of) => new(name, [.. steps.Select(of)]);

        ImmutableArray<ChartSeries> ByPart(Func<TimelineStep, ImmutableSortedDictionary<string, double>> of) =>
            [.. report.Parts.Keys.Select(part => Series(part, step => of(step).TryGetValue(part, out var value) ? value : null))];
    }
}
