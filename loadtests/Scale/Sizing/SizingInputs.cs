namespace AfterSales.LoadTests.Scale.Sizing;

/// <summary>The peak that is planned for, and what is bought for it.</summary>
internal sealed record SizingPeak
{
    /// <summary>Orders per second at the peak: the record of 2020.</summary>
    public double OrdersPerSecond { get; init; } = 583_000;

    /// <summary>Of the orders, the share that comes back.</summary>
    public double ReturnShare { get; init; } = 0.19;

    /// <summary>For so many hours orders are taken to come at that rate. Reality held it for seconds.</summary>
    public double PeakHours { get; init; } = 1;

    /// <summary>Their returns are opened over so many hours; 0: each in the second of its order.</summary>
    public double SpreadHours { get; init; } = 168;

    /// <summary>The busiest second of those hours against their mean.</summary>
    public double PeakFactor { get; init; } = 3;

    /// <summary>Processors bought for each that is needed.</summary>
    public double Headroom { get; init; } = 1.5;

    public int CoresPerSilo { get; init; } = 8;

    /// <summary>Processors of the largest server one would buy for PostgreSQL.</summary>
    public int PrimaryCores { get; init; } = 64;

    /// <summary>Bytes per second its disk and its replicas take of the write-ahead log.</summary>
    public double PrimaryWalBytes { get; init; } = 500e6;
}

/// <summary>What one case costs, as measured.</summary>
/// <param name="FrontSeconds">Processor seconds of HTTP fronts; 0 where they are part of the silo.</param>
/// <param name="SiloSeconds">Of silos.</param>
/// <param name="PostgresSeconds">Of PostgreSQL.</param>
/// <param name="Connections">Of one silo to PostgreSQL.</param>
internal sealed record CaseCosts(
    double FrontSeconds, double SiloSeconds, double PostgresSeconds, double Requests, double Commands, double WalBytes, double LogBytes)
{
    public int Connections { get; init; }

    public double TotalSeconds => FrontSeconds + SiloSeconds + PostgresSeconds;
}
