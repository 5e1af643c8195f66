using Npgsql;

namespace AfterSales.Log.Postgres.Appending;

/// <summary>What became of one insert statement.</summary>
internal enum WriteOutcome
{
    Written,

    /// <summary>A row with one of the keys is committed; nothing of the statement was written.</summary>
    KeyTaken,

    /// <summary>Another transaction holds one of the keys, uncommitted; nothing of the statement was written.</summary>
    KeyLocked,

    /// <summary>The content of a row is refused; nothing of the statement was written.</summary>
    BadRow,

    /// <summary>The server is not there, or cannot write at the moment; nothing of the statement was written.</summary>
    NotNow,

    /// <summary>The connection was lost after sending: the statement may have been committed or may yet be.</summary>
    OutcomeUnknown,
}

internal static class WriteOutcomes
{
    /// <summary>By SQLSTATE, never by message: messages are translated.</summary>
    public static WriteOutcome Of(PostgresException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation => WriteOutcome.KeyTaken,

        // Two batches that hold each other's keys are the same trouble as one that waits too long.
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected => WriteOutcome.KeyLocked,

        // The session was ended from outside, perhaps while it was committing.
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.IdleSessionTimeout
            or PostgresErrorCodes.QueryCanceled
            or PostgresErrorCodes.StatementCompletionUnknown => WriteOutcome.OutcomeUnknown,
        _ when exception.SqlState.StartsWith("22", StringComparison.Ordinal)
            || exception.SqlState.StartsWith("23", StringComparison.Ordinal)
            || exception.SqlState.StartsWith("54", StringComparison.Ordinal) => WriteOutcome.BadRow,
        _ => WriteOutcome.NotNow,
    };
}
