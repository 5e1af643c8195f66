using System.Globalization;

namespace AfterSales.LoadTests.Peak.Reporting;

internal enum SummaryState
{
    Good,
    Note,
    Bad,
}

/// <param name="Word">One or two words a reader sees first.</param>
internal sealed record SummaryLine(SummaryState State, string Word, string Text);

/// <summary>What a run showed, in sentences: the same in the terminal and at the top of the page.</summary>
internal static class PeakSummary
{
    public static ImmutableArray<SummaryLine> Of(PeakReport report) =>
    [
        .. report.Interrupted ? [new SummaryLine(SummaryState.Note, "stopped early", "Ended by its user before all cases had arrived; the figures are of what was driven.")] : Array.Empty<SummaryLine>(),
        Held(report),
        Audited(report),
        Driven(report.Driver),
        Served(report),
        Failed(report),
        .. report.Growth.Length > 0 ? [Grown(report)] : Array.Empty<SummaryLine>(),
    ];

    private static SummaryLine Held(PeakReport report)
    {
        var against = PeakVerdict.Against(report);
        return against.IsEmpty
            ? new SummaryLine(SummaryState.Good, "held", $"That is: {PeakVerdict.Rule}.")
            : new SummaryLine(SummaryState.Bad, "not held", $"{string.Join("; ", against)}.");
    }

    private static SummaryLine Audited(PeakReport report)
    {
        var looked = PeakVerdict.Looked(report);
        if (!report.Audit.Passed)
        {
            var faults = report.Audit.Faults.Where(fault => fault.Value > 0).Select(fault => $"{Whole(fault.Value)} {fault.Key}");
            return new SummaryLine(SummaryState.Bad, "faults", $"The auditor found {string.Join(", ", faults)}.");
        }

        return looked == 0
            ? new SummaryLine(SummaryState.Note, "not audited", "The auditor had nothing to compare, so this run proves nothing about the data.")
            : new SummaryLine(SummaryState.Good, "nothing lost", $"The auditor compared {Whole(looked)} things with what callers were told: nothing lost, doubled, reordered, over capacity or left unfired.");
    }

    private static SummaryLine Driven(DriverFigures driver)
    {
        var sent = $"{Whole(driver.Sent)} of {Whole(driver.Planned)} planned operations were sent ({Share(driver.SentShare)}), 99 % of them at most {Number(driver.DelayP99)} ms late";
        if (driver.Bottleneck)
        {
            var missed = driver.Missed == 0 ? "" : $"; {Whole(driver.Missed)} cases that were to arrive were never begun";
            return new SummaryLine(SummaryState.Bad, "driver too slow",
                $"The driver was the bottleneck: {sent}{missed}. Latencies are too high by its own delay and the load was less than asked for; give it more --drivers, another machine (--remote) or a lower --rate.");
        }

        return driver.MachineShare > DriverFigures.FullMachine
            ? new SummaryLine(SummaryState.Note, "driver kept up", $"{sent}. But the processors of this machine were {Share(driver.MachineShare.Value)} busy at the peak, and driver and system shared them.")
            : new SummaryLine(SummaryState.Good, "driver kept up", $"{sent}.");
    }

    private static SummaryLine Served(PeakReport report)
    {
        var all = report.Operations.FirstOrDefault()?.Latency ?? new Percentiles(0, 0, 0, 0, 0);
        var (planned, opened, refused, foreseen, givenUp) = report.Arrivals;
        var unexpected = report.Arrivals.RefusedUnexpectedly;
        var missing = refused + givenUp == 0 ? "" : $" ({Whole(foreseen)} refused as planned, {Whole(unexpected)} unexpectedly, {Whole(givenUp)} given up)";
        return new SummaryLine(givenUp + unexpected == 0 ? SummaryState.Good : SummaryState.Note, "served",
            $"{Whole(opened)} of {Whole(planned)} cases were opened{missing}; {Whole(report.Commands)} commands. From the intended start to the success or to giving up, half of all operations that were not refused took at most {Number(all.P50)} ms, 99 % {Number(all.P99)} ms, the slowest {Number(all.Max)} ms.");
    }

    private static SummaryLine Failed(PeakReport report)
    {
        var (attempts, givenUp) = (report.Errors.Values.Sum(), report.Operations.FirstOrDefault()?.GivenUp ?? 0);
        return attempts + givenUp == 0
            ? new SummaryLine(SummaryState.Good, "no errors", "Every attempt was answered.")
            : new SummaryLine(SummaryState.Note, "errors",
                $"{Whole(attempts)} attempts failed ({string.Join(", ", report.Errors.Select(error => $"{error.Key}: {Whole(error.Value)}"))}) and were tried again; {Whole(givenUp)} operations were given up.");
    }

    private static SummaryLine Grown(PeakReport report)
    {
        var grown = report.Growth.Where(check => !check.Held).Select(check => $"{check.Name} {Number(check.Early)} -> {Number(check.Late)} {check.Unit}").ToList();
        return grown.Count == 0
            ? new SummaryLine(SummaryState.Good, "stable", "Memory, latency and backlogs of the last third are those of the first.")
            : new SummaryLine(SummaryState.Bad, "grows", $"From the first third to the last: {string.Join(", ", grown)}.");
    }

    public static string Number(double value) => value.ToString(Math.Abs(value) switch { 0 => "0", < 1 => "0.00", < 100 => "0.0", _ => "#,0" }, CultureInfo.InvariantCulture);

    public static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Share(double value) => value.ToString(value is > 0.99 and < 1 ? "0.00 %" : "0 %", CultureInfo.InvariantCulture);
}
