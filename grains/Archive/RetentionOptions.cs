using System.ComponentModel.DataAnnotations;

namespace AfterSales.Archive;

/// <summary>How long cases stay in the log; section <c>Retention</c>. Webhooks and notifications have limits of their own in their sections.</summary>
public sealed class RetentionOptions
{
    /// <summary>Years of business time after its last row in which a closed case stays in the log; 0: for ever. Default 3.</summary>
    [Range(0, 100)]
    public int ArchiveAfterYears { get; set; } = 3;

    /// <summary>Cases moved by one transaction: readers of the log wait for it. Default 50.</summary>
    [Range(1, 1_000)]
    public int ArchiveBatch { get; set; } = 50;

    /// <summary>Pause after each of them. Default 250.</summary>
    [Range(0, 60_000)]
    public int ArchivePauseMilliseconds { get; set; } = 250;

    /// <summary>Time from one round to the next, and from the start of a process to its first one: a rolling upgrade is over by then. Default 60.</summary>
    [Range(1, 1_440)]
    public int ArchiveEveryMinutes { get; set; } = 60;

    /// <summary>Hour of the day (UTC, business time) from which on it works. Default 0.</summary>
    [Range(0, 23)]
    public int ArchiveFromHour { get; set; }

    /// <summary>Hour at which it stops, in the middle of a round too; equal to the first: never. Default 0.</summary>
    [Range(0, 23)]
    public int ArchiveUntilHour { get; set; }

    internal bool IsOpenAt(DateTimeOffset now)
    {
        var (hour, from, until) = (now.UtcDateTime.Hour, ArchiveFromHour, ArchiveUntilHour);
        return from == until || (from < until ? hour >= from && hour < until : hour >= from || hour < until);
    }
}
