using System.ComponentModel.DataAnnotations;

namespace AfterSales.Followers;

/// <summary>Limits of the followers of the log.</summary>
public sealed class FollowerOptions
{
    /// <summary>Rows of the log in a slice. Default 20,000.</summary>
    [Range(1, 50_000)]
    public int SliceSize { get; set; } = 20_000;

    /// <summary>Pause after the end of the log was reached. Default 100 ms.</summary>
    [Range(1, 10_000)]
    public int PollMilliseconds { get; set; } = 100;

    /// <summary>How long another process waits before it takes over from one that went silent. Default 5,000 ms.</summary>
    [Range(100, 60_000)]
    public int LeaseMilliseconds { get; set; } = 5_000;

    /// <summary>Longest pause between attempts at a slice that fails. Default 2,000 ms.</summary>
    [Range(1, 300_000)]
    public int MaxBackOffMilliseconds { get; set; } = 2_000;

    /// <summary>What the fast path is given to write a fresh row before the follower folds it from the log. Default 300 ms.</summary>
    [Range(0, 10_000)]
    public int SettleMilliseconds { get; set; } = 300;

    /// <summary>Streams folded at once. Default 16.</summary>
    [Range(1, 256)]
    public int ProjectParallelism { get; set; } = 16;

    /// <summary>Grains told at once. Default 128.</summary>
    [Range(1, 1_000)]
    public int ObserveParallelism { get; set; } = 128;

    /// <summary>Attempts at a slice before a fault that stays with one stream or receiver is parked. Default 20.</summary>
    [Range(2, 1_000)]
    public int ParkAfterAttempts { get; set; } = 20;

    /// <summary>And the least time since the first of them. Default 60 s.</summary>
    [Range(1, 3_600)]
    public int ParkAfterSeconds { get; set; } = 60;

    /// <summary>How often parked faults are tried again. Default 60 s.</summary>
    [Range(1, 3_600)]
    public int UpkeepSeconds { get; set; } = 60;
}
