namespace AfterSales.Log;

/// <summary>What became of an append.</summary>
public enum AppendStatus
{
    /// <summary>The row is committed (also when a re-append found our own row).</summary>
    Committed,

    /// <summary>Another writer holds this (stream, seq); nothing of ours was written. The activation must re-read before it serves anything.</summary>
    Conflict,

    /// <summary>The channel is full; nothing was written.</summary>
    Overloaded,

    /// <summary>The database cannot be reached; nothing was written.</summary>
    Unavailable,

    /// <summary>The connection was lost while committing and re-appending found no answer in time; it may have been written.</summary>
    Unknown,
}

/// <summary>Deadlines and followers have a reserved share of the append channel, so that a peak of commands cannot starve them.</summary>
public enum AppendLane { Command, System }
