namespace AfterSales.Log;

/// <summary>What became of an append.</summary>
public enum AppendStatus
{
    /// <summary>The row is committed (also when its answer was lost and sending it again found it there).</summary>
    Committed,

    /// <summary>
    /// This (stream, seq) is taken; nothing was written by this call. The activation must re-read before it serves anything: the row may be another
    /// writer's, or that of an earlier attempt at the same command, with others after it.
    /// </summary>
    Conflict,

    /// <summary>The channel is full; nothing was written.</summary>
    Overloaded,

    /// <summary>The database cannot be reached; nothing was written.</summary>
    Unavailable,

    /// <summary>The row is larger than <see cref="LogRow.MaxBytes"/>; nothing was written.</summary>
    TooLarge,

    /// <summary>The connection was lost while committing and re-appending found no answer in time; it may have been written.</summary>
    Unknown,
}

/// <summary>Deadlines and followers have a reserved share of the append channel, so that a peak of commands cannot starve them.</summary>
public enum AppendLane { Command, System }
