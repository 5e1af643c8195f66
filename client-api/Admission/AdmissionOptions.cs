using System.ComponentModel.DataAnnotations;

namespace AfterSales.Api.Admission;

/// <summary>How much is let in (architecture.md section 6). What does not fit waits in a bounded queue, then is told to come back.</summary>
public sealed class AdmissionOptions
{
    /// <summary>Reads at work at once. Default 256.</summary>
    [Range(1, 100_000)]
    public int Reads { get; init; } = 256;

    /// <summary>Reads that may wait. Default 1,024.</summary>
    [Range(0, 100_000)]
    public int ReadQueue { get; init; } = 1024;

    /// <summary>Commands at work at once; they mostly wait for a commit. Default 1,024.</summary>
    [Range(1, 100_000)]
    public int Commands { get; init; } = 1024;

    /// <summary>Commands that may wait. Default 4,096.</summary>
    [Range(0, 100_000)]
    public int CommandQueue { get; init; } = 4096;

    /// <summary>Openings at work at once, at most; fewer while they take longer than their target. Default 512.</summary>
    [Range(8, 100_000)]
    public int Openings { get; init; } = 512;

    /// <summary>What an opening may take on average before fewer are let in. Default 150 ms: at 250 clocks and commands on open cases were later in an overload (docs/performance.md).</summary>
    [Range(10, 60_000)]
    public int OpeningTargetMilliseconds { get; init; } = 150;

    /// <summary>Requests per second of one customer. Default 20.</summary>
    [Range(1, 100_000)]
    public int CustomerPerSecond { get; init; } = 20;

    /// <summary>Requests per second of one member of staff. Default 200.</summary>
    [Range(1, 100_000)]
    public int StaffPerSecond { get; init; } = 200;

    /// <summary>Requests per second of one system (roles integration and admin). Default 50,000.</summary>
    [Range(1, 1_000_000)]
    public int SystemPerSecond { get; init; } = 50_000;

    /// <summary>A subject that was quiet may send so many seconds' worth at once. Default 5.</summary>
    [Range(1, 60)]
    public int BurstSeconds { get; init; } = 5;

    /// <summary>Cases are not opened while the read model is further behind. Default 5.</summary>
    [Range(1, 600)]
    public int MaxReadLagSeconds { get; init; } = 5;

    /// <summary>Items of one batch at work at once. Default 32.</summary>
    [Range(1, 256)]
    public int BatchParallelism { get; init; } = 32;
}
