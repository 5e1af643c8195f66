using System.Xml.Linq;
using AfterSales.LoadTests.Peak.Reporting;
using static AfterSales.LoadTests.Peak.Reporting.PeakSummary;

namespace AfterSales.LoadTests.Peak.Html;

/// <summary>The tables below the charts.</summary>
internal static class ReportTables
{
    public static IEnumerable<XElement> Of(PeakReport report)
    {
        yield return Tag.Of("h2", "Operations");
        yield return HtmlTable.Of(
            "Milliseconds. Latency: from the intended start to the success or to giving up; refused operations are not in it. Service: from the send of the attempt that succeeded to its answer.",
            ["operation", "succeeded", "refused", "given up", "p50", "p90", "p99", "p99.9", "max", "service p50", "service p99", "service max"],
            report.Operations.Select(operation => Row(operation.Name,
                [Whole(operation.Succeeded), Whole(operation.Refused), Whole(operation.GivenUp), .. Times(operation.Latency), Number(operation.Service.P50), Number(operation.Service.P99), Number(operation.Service.Max)])));

        yield return Tag.Of("h2", "Openings refused, processes and fronts lost");
        yield return HtmlTable.Of($"Held means: {PeakVerdict.Rule}.", ["what", "value"],
        [
            Row("refused as planned: the shop's rules refuse them", [Whole(report.Arrivals.RefusedAsPlanned)]),
            Row("refused unexpectedly", [Whole(report.Arrivals.RefusedUnexpectedly)]),
            Row("processes that ended by themselves", [report.Ends.Length == 0 ? "none" : string.Join(", ", report.Ends.Select(end => $"{end.Process}: exit code {end.ExitCode}, second {Number(end.Second)}"))]),
            Row("fronts that do not answer after the drain", [report.DeadFronts.Length == 0 ? "none" : string.Join(", ", report.DeadFronts)]),
        ], words: true);

        yield return Tag.Of("h2", "Errors");
        yield return report.Errors.IsEmpty
            ? Tag.Of("p", "None: every attempt was answered, and not by 429 or 503.")
            : HtmlTable.Of("Attempts that failed and were tried again.", ["kind", "attempts"], report.Errors.Select(error => Row(error.Key, [Whole(error.Value)])));

        yield return Tag.Of("h2", "Driver");
        yield return HtmlTable.Of(
            $"It was the bottleneck when it missed an arrival, sent less than {Share(DriverFigures.LeastSent)} of the plan or 99 % of its operations left it later than {Number(DriverFigures.MaxDelayMilliseconds)} ms.",
            ["processes", "planned", "sent", "arrivals missed", "share sent", "own delay p50 ms", "own delay p99 ms", "share of all processors", "machine busy at most", "live streams", "events in them", "resumed"],
            [Row($"{report.Driver.Processes}",
                [Whole(report.Driver.Planned), Whole(report.Driver.Sent), Whole(report.Driver.Missed), Share(report.Driver.SentShare), Number(report.Driver.DelayP50), Number(report.Driver.DelayP99), Share(report.Driver.ProcessorShare),
                 report.Driver.MachineShare is { } busy ? Share(busy) : "-", Whole(report.Streams.Held), Whole(report.Streams.Events), Whole(report.Streams.Resumes)])]);

        yield return Tag.Of("h2", "Processor and memory");
        yield return report.Parts.IsEmpty
            ? Tag.Of("p", "Not in reach: the system runs elsewhere.")
            : HtmlTable.Of(
                $"By part, over the run; {Whole(report.Commands)} commands.",
                ["part", "cores on average", "cores at most", "processor seconds", "seconds per 1,000 commands", "MB at most"],
                report.Parts.Select(part => Row(part.Key,
                    [Number(part.Value.MeanCores), Number(part.Value.MaxCores), Number(part.Value.ProcessorSeconds), part.Value.SecondsPerThousandCommands is { } each ? Number(each) : "-", Number(part.Value.MaxMegabytes)])));

        if (report.Growth.Length > 0)
        {
            yield return Tag.Of("h2", "Growth");
            yield return HtmlTable.Of("Medians of the first third and of the last, warming up left out.", ["what", "unit", "first third", "last third", "limit", "held"],
                report.Growth.Select(check => Row(check.Name, [check.Unit, Number(check.Early), Number(check.Late), Number(check.Limit), check.Held ? "yes" : "no"])));
        }

        yield return Tag.Of("h2", "Auditor");
        yield return HtmlTable.Of("Faults; each must be zero.", ["kind", "count"], report.Audit.Faults.Select(fault => Row(fault.Key, [Whole(fault.Value)])));
        yield return HtmlTable.Of("What was compared; a zero proves nothing.", ["what", "count"], report.Audit.Looked.Select(looked => Row(looked.Key, [Whole(looked.Value)])));
        if (!report.Audit.Findings.IsDefaultOrEmpty)
        {
            yield return HtmlTable.Of("The first findings of each kind.", ["kind", "what"], report.Audit.Findings.Select(finding => Row(finding.Kind, [finding.What])), words: true);
        }

        if (report.Tables.Length > 0)
        {
            yield return Tag.Of("h2", "Tables on disk");
            yield return HtmlTable.Of("Kilobytes with indexes.", ["table", "before", "after", "bytes per case opened"],
                report.Tables.Select(table => Row(table.Table, [Whole(table.Before / 1024), Whole(table.After / 1024), table.BytesPerCase is { } each ? Number(each) : "-"])));
        }

        yield return Tag.Of("h2", "Settings and machine");
        yield return HtmlTable.Of("The same seed and settings give the same arrivals and cases; what people choose then depends on what they are answered, too.", ["what", "value"],
            [.. report.Settings.Select(setting => Row(setting.Key, [setting.Value])), .. Machine(report)], words: true);
    }

    private static IEnumerable<IEnumerable<string>> Machine(PeakReport report)
    {
        yield return Row("seed", [$"{report.Seed}"]);
        yield return Row("processor", [$"{report.Machine.Cores} x {report.Machine.Processor}"]);
        yield return Row("memory, MB", [Whole(report.Machine.MemoryMegabytes)]);
        yield return Row("kernel", [report.Machine.Kernel]);
        yield return Row("runtime", [report.Machine.Runtime]);
        if (report.Machine.Database is { } database)
        {
            yield return Row("PostgreSQL", [database.Version]);
            yield return Row("its settings", [string.Join(", ", database.Settings.Select(setting => $"{setting.Key}={setting.Value}"))]);
        }
    }

    private static string[] Times(Percentiles times) => [Number(times.P50), Number(times.P90), Number(times.P99), Number(times.P999), Number(times.Max)];

    private static IEnumerable<string> Row(string name, IEnumerable<string> cells) => cells.Prepend(name);
}
