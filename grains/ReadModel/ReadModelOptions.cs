using System.ComponentModel.DataAnnotations;

namespace AfterSales.ReadModel;

/// <summary>Limits of the read model.</summary>
public sealed class ReadModelOptions
{
    /// <summary>How long a changed row may gather further changes before it is written. Default 50 ms.</summary>
    [Range(1, 1_000)]
    public int FlushIntervalMilliseconds { get; set; } = 50;

    /// <summary>Rows one statement writes at most. Default 1,000.</summary>
    [Range(1, 10_000)]
    public int FlushBatch { get; set; } = 1_000;

    /// <summary>Rows that may wait to be written, per set; further ones are dropped and left to the follower. Default 100,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxDirty { get; set; } = 100_000;

    /// <summary>What a shutdown may spend on writing the rest. Default 5 s.</summary>
    [Range(0, 60)]
    public int DrainSeconds { get; set; } = 5;

    /// <summary>A question to the read model fails after this. Default 5 s.</summary>
    [Range(1, 60)]
    public int QueryTimeoutSeconds { get; set; } = 5;

    /// <summary>How often the lag is read. Default 500 ms.</summary>
    [Range(10, 10_000)]
    public int LagIntervalMilliseconds { get; set; } = 500;

    /// <summary>Number of the projection's code. Only tests set another one than <see cref="TicketRow.Projection"/>.</summary>
    [Range(1, int.MaxValue)]
    public int Projection { get; set; } = TicketRow.Projection;
}
