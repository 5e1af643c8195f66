using System.ComponentModel.DataAnnotations;

namespace AfterSales.Sla;

/// <summary>Limits of the wheel.</summary>
public sealed class SlaOptions
{
    /// <summary>Cases one shard wakes at once. Default 32: a burst of due cases never takes more than 16 times as many at a time.</summary>
    [Range(1, 10_000)]
    public int MaxInFlight { get; set; } = 32;

    /// <summary>How often a shard looks for what is due: who is due waits half of it on average. Default 100 ms.</summary>
    [Range(10, 10_000)]
    public int TickMilliseconds { get; set; } = 100;

    /// <summary>Shards of this process that load at once: what is left of the database is for commands. Default 4.</summary>
    [Range(1, WheelKeys.Shards)]
    public int LoadsAtOnce { get; set; } = 4;

    /// <summary>How often the shards are told what this process committed. Default 100 ms.</summary>
    [Range(1, 10_000)]
    public int FlushMilliseconds { get; set; } = 100;

    /// <summary>Cases that may wait to be told; further ones are left to the follower of the log. Default 100,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaiting { get; set; } = 100_000;

    /// <summary>
    /// How long a process runs before it gives promises to cases from before there were any. Default 600: by then no process of an older version is left,
    /// which could not read such a case any more. 0: at once.
    /// </summary>
    [Range(0, 86_400)]
    public int AdoptAfterSeconds { get; set; } = 600;
}
