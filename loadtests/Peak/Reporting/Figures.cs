using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.Peak.Reporting;

/// <param name="Planned">Cases that were to arrive.</param>
/// <param name="Opened">Cases the system took.</param>
/// <param name="Refused">Cases the system refused for good.</param>
/// <param name="RefusedAsPlanned">Of them those that the shop's rules refuse.</param>
/// <param name="GivenUp">Cases whose callers lost patience.</param>
internal sealed record ArrivalFigures(long Planned, long Opened, long Refused, long RefusedAsPlanned, long GivenUp)
{
    /// <summary>Refused although the shop's rules allow them.</summary>
    public long RefusedUnexpectedly => Refused - RefusedAsPlanned;
}

/// <summary>A process that ended by itself.</summary>
/// <param name="Second">After the first arrival.</param>
internal sealed record EndedProcess(string Process, int ExitCode, double Second);

/// <summary>Operations that succeeded per second.</summary>
/// <param name="Mean">From the first arrival to the last.</param>
/// <param name="Best">In the best step of the timeline.</param>
internal sealed record GoodputFigures(double Mean, double Best);

/// <param name="Name"><c>all</c>, or one kind of operation.</param>
/// <param name="Latency">From the intended start to the success or to giving up: what a caller waited. Refused operations are not in it.</param>
/// <param name="Service">From the send of the attempt that succeeded to its answer: what the system took for it.</param>
internal sealed record OperationFigures(string Name, long Succeeded, long Refused, long GivenUp, Percentiles Latency, Percentiles Service);

/// <summary>Of one part of the system, over the run.</summary>
/// <param name="MeanCores">Processor cores in use on average.</param>
/// <param name="MaxCores">In the busiest step.</param>
/// <param name="ProcessorSeconds">Used in all.</param>
/// <param name="SecondsPerThousandCommands">Null when there were no commands.</param>
/// <param name="MaxMegabytes">Resident memory at most.</param>
internal sealed record PartFigures(double MeanCores, double MaxCores, double ProcessorSeconds, double? SecondsPerThousandCommands, double MaxMegabytes);

/// <param name="WorstLateness">The worst p99 of a step, in milliseconds; null when nothing fired or nobody could say.</param>
/// <param name="MaxOverdue">Due and not fired at most.</param>
/// <param name="OverdueAtEnd">And at the end.</param>
internal sealed record PromiseFigures(double? WorstLateness, double? MaxOverdue, double? OverdueAtEnd);

/// <summary>Live streams of customers and agents.</summary>
internal sealed record StreamFigures(long Held, long Events, long Resumes);

/// <param name="BytesPerCase">Growth divided by the cases opened.</param>
internal sealed record TableGrowth(string Table, long Before, long After, double? BytesPerCase);

/// <summary>In milliseconds; zero when there was nothing.</summary>
internal sealed record Percentiles(double P50, double P90, double P99, double P999, double Max)
{
    public static Percentiles Of(params IEnumerable<HistogramCounts> counts)
    {
        var all = new LatencyHistogram();
        foreach (var one in counts)
        {
            all.Add(one);
        }

        return new Percentiles(At(0.5), At(0.9), At(0.99), At(0.999), all.Max.TotalMilliseconds);

        double At(double share) => all.Percentile(share).TotalMilliseconds;
    }
}
