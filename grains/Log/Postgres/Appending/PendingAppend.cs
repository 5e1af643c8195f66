namespace AfterSales.Log.Postgres.Appending;

/// <summary>
/// A row on its way, and its caller's answer. Continuations run elsewhere: a flusher loop never executes a grain's turn.
/// </summary>
internal sealed class PendingAppend(LogRow row, long deadline)
    : TaskCompletionSource<AppendStatus>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public LogRow Row { get; } = row;

    /// <summary>Timestamp of the time provider after which the caller is told that it did not work out.</summary>
    public long Deadline { get; } = deadline;

    /// <summary>Place in the queue that admitted it.</summary>
    public long Number { get; set; }

    /// <summary>A statement with this row was sent and its outcome never came: from now on "nothing was written" may not be said.</summary>
    public bool MayBeWritten { get; set; }

    public bool IsSettled => Task.IsCompleted;

    public int Bytes => Row.Data.Length + (Row.Personal?.Length ?? 0);

    /// <summary>The honest answer when time has run out.</summary>
    public AppendStatus TimedOut => MayBeWritten ? AppendStatus.Unknown : AppendStatus.Unavailable;
}
