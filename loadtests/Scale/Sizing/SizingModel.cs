namespace AfterSales.LoadTests.Scale.Sizing;

/// <summary>From what a case costs to what a peak needs. Linear throughout: what a case costs here it is taken to cost there.</summary>
internal static class SizingModel
{
    private const double HoursPerDay = 24;
    private const double SecondsPerHour = 3_600;

    public const string WeakestAssumption =
        "Weakest assumption: one PostgreSQL primary takes every append, and a commit costs on all its processors what it costs on the one measured here. Beyond the bound above "
        + "the log has to be divided among several primaries by customer (a case, its order and its customer in one of them), each with its own followers; the product does not do that.";

    public static SizingResult Of(SizingPeak peak, CaseCosts costs)
    {
        var rate = CasesPerSecond(peak);
        var (byCores, byWal) = (peak.PrimaryCores / (peak.Headroom * costs.PostgresSeconds), peak.PrimaryWalBytes / costs.WalBytes);
        var siloCores = rate * costs.SiloSeconds * peak.Headroom;
        var silos = Math.Max(1, (int)Math.Ceiling(siloCores / peak.CoresPerSilo));
        return new SizingResult(rate)
        {
            RequestsPerSecond = rate * costs.Requests,
            CommandsPerSecond = rate * costs.Commands,
            FrontCores = rate * costs.FrontSeconds * peak.Headroom,
            SiloCores = siloCores,
            Silos = silos,
            PostgresCores = rate * costs.PostgresSeconds * peak.Headroom,
            WalBytesPerSecond = rate * costs.WalBytes,
            LogBytesPerDay = CasesPerDay(peak) * costs.LogBytes,
            Connections = silos * costs.Connections,
            PrimaryBound = Math.Min(byCores, byWal),
            PrimaryEndsBy = byCores <= byWal ? "processors" : "write-ahead log",
            Primaries = Math.Max(1, (int)Math.Ceiling(rate / Math.Min(byCores, byWal))),
        };
    }

    /// <summary>Returns of the peak's hours, spread over others; never more than if each came with its order.</summary>
    public static double CasesPerSecond(SizingPeak peak)
    {
        var together = peak.OrdersPerSecond * peak.ReturnShare;
        return peak.SpreadHours <= 0 ? together : together * Math.Min(1, peak.PeakHours / peak.SpreadHours * peak.PeakFactor);
    }

    /// <summary>On a day within the spread.</summary>
    public static double CasesPerDay(SizingPeak peak) =>
        peak.OrdersPerSecond * peak.ReturnShare * peak.PeakHours * SecondsPerHour * Math.Min(1, HoursPerDay / Math.Max(peak.SpreadHours, peak.PeakHours));

    /// <summary>
    /// What a case costs silos when there are many of them. Of three silos two thirds of all calls go to another one, of many nearly all: the difference between one
    /// and three is raised by a half.
    /// </summary>
    public static double InManySilos(double one, double three) => one + (Math.Max(0, three - one) * 1.5);

    /// <summary>Cases per second that so many processors serve when they do nothing else.</summary>
    public static double Saturated(double cores, CaseCosts costs) => costs.TotalSeconds > 0 ? cores / costs.TotalSeconds : 0;
}

/// <param name="CasesPerSecond">Opened in the busiest second.</param>
internal sealed record SizingResult(double CasesPerSecond)
{
    public double RequestsPerSecond { get; init; }

    public double CommandsPerSecond { get; init; }

    public double FrontCores { get; init; }

    public double SiloCores { get; init; }

    public int Silos { get; init; }

    public double PostgresCores { get; init; }

    public double WalBytesPerSecond { get; init; }

    public double LogBytesPerDay { get; init; }

    public int Connections { get; init; }

    /// <summary>Cases per second at which one primary ends.</summary>
    public double PrimaryBound { get; init; }

    public string PrimaryEndsBy { get; init; } = "";

    /// <summary>Primaries that would be needed; more than one is not possible today.</summary>
    public int Primaries { get; init; }
}
