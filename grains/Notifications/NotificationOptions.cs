using System.ComponentModel.DataAnnotations;

namespace AfterSales.Notifications;

/// <summary>Limits of notifications.</summary>
public sealed class NotificationOptions
{
    /// <summary>How long inboxes keep what they show. Default 90.</summary>
    [Range(7, 3_650)]
    public int RetentionDays { get; set; } = 90;

    /// <summary>How often old notifications are deleted. Default 3,600.</summary>
    [Range(1, 86_400)]
    public int CleanUpSeconds { get; set; } = 3_600;

    /// <summary>Rows deleted by one statement. Default 1,000.</summary>
    [Range(1, 10_000)]
    public int CleanUpRows { get; set; } = 1_000;

    /// <summary>Statements in a row; then a pause of a second, until nothing old is left. Default 5, which keeps up with 5,000 notifications a second.</summary>
    [Range(1, 10_000)]
    public int CleanUpBatches { get; set; } = 5;

    /// <summary>
    /// While full parts of the log wait, following takes at most so much of the time; it rests for the rest of it. At a peak notifications lag instead of
    /// commands. Default 20 %.
    /// </summary>
    [Range(1, 100)]
    public int BusyPercent { get; set; } = 20;

    /// <summary>Pause of a sender after it found nothing to send. Default 1,000.</summary>
    [Range(10, 60_000)]
    public int PollMilliseconds { get; set; } = 1_000;

    /// <summary>Messages a channel hands over at once. Default 4.</summary>
    [Range(1, 64)]
    public int SendParallelism { get; set; } = 4;

    /// <summary>Pause before the second attempt; it doubles with each, with a random fifth more or less. Default 30,000.</summary>
    [Range(10, 3_600_000)]
    public int RetryMilliseconds { get; set; } = 30_000;

    /// <summary>Longest pause between attempts. Default 4 h.</summary>
    [Range(1, 86_400)]
    public int MaxRetrySeconds { get; set; } = 14_400;

    /// <summary>A message that has failed for so long is given up. Default 3 days.</summary>
    [Range(1, 168)]
    public int GiveUpHours { get; set; } = 72;
}
