using System.ComponentModel.DataAnnotations;

namespace AfterSales.Log;

/// <summary>Limits and timeouts of the event log (architecture.md section 3).</summary>
public sealed class EventLogOptions
{
    /// <summary>Appends admitted and not yet answered, over all loops; beyond it the answer is "overloaded". Default 8,192.</summary>
    [Range(4, 1_000_000)]
    public int QueueCapacity { get; set; } = 8_192;

    /// <summary>The part of <see cref="QueueCapacity"/> that only deadlines and followers may use. Default 1,024.</summary>
    [Range(0, 500_000)]
    public int SystemReserve { get; set; } = 1_024;

    /// <summary>Flusher loops, each with a connection of its own. Default 2.</summary>
    [Range(1, 4)]
    public int FlusherLoops { get; set; } = 2;

    /// <summary>Default 512.</summary>
    [Range(1, 4_096)]
    public int MaxBatchRows { get; set; } = 512;

    /// <summary>What one statement carries; a single row may be larger. Default 1 MB.</summary>
    [Range(65_536, 16_777_216)]
    public int MaxBatchBytes { get; set; } = 1_048_576;

    /// <summary>How long a statement waits for another writer's uncommitted row. Default 500.</summary>
    [Range(50, 5_000)]
    public int LockTimeoutMilliseconds { get; set; } = 500;

    /// <summary>The same while a batch that met such a row is being split: every part that holds the row costs this much. Default 20.</summary>
    [Range(5, 500)]
    public int SplitLockTimeoutMilliseconds { get; set; } = 20;

    /// <summary>After this an append is answered "unavailable" or "unknown". Default 4,000.</summary>
    [Range(100, 60_000)]
    public int AppendTimeoutMilliseconds { get; set; } = 4_000;

    /// <summary>Rows that wait for another writer are retried beside each loop by at most so many connections. Default 1 a loop.</summary>
    [Range(1, 4)]
    public int SlowPathSlots { get; set; } = 1;

    /// <summary>Concurrent queries for loads, and as many for versions. Default 2.</summary>
    [Range(1, 8)]
    public int LoadSlots { get; set; } = 2;

    /// <summary>Streams loaded by one query. Default 128.</summary>
    [Range(1, 1_024)]
    public int MaxLoadKeys { get; set; } = 128;

    /// <summary>Loads that may wait; beyond it they fail as unavailable. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int LoadQueueCapacity { get; set; } = 10_000;

    /// <summary>Default 4 s.</summary>
    [Range(1, 60)]
    public int LoadTimeoutSeconds { get; set; } = 4;

    /// <summary>Snapshots waiting to be written; more are dropped, since the next one makes up for it. Default 256.</summary>
    [Range(1, 10_000)]
    public int SnapshotQueueCapacity { get; set; } = 256;

    /// <summary>How many writer connections a log with these options opens at most: loops, their slow paths, the snapshot writer.</summary>
    internal int WriterConnectionsWanted => FlusherLoops + (FlusherLoops * SlowPathSlots) + 1;

    internal TimeSpan AppendTimeout => TimeSpan.FromMilliseconds(AppendTimeoutMilliseconds);
}
