using AfterSales.Log;

namespace AfterSales.Streams;

/// <summary>What a caller is told when the log could not take or give a row; the same words for every grain.</summary>
internal static class StorageFailures
{
    private const int RetryAfterSeconds = 1;

    /// <summary>Nothing was done: the channel to the log is full.</summary>
    public static Failure Overloaded { get; } =
        new(FailureCodes.Overloaded, "Too much is being written at the moment; nothing was done.") { RetryAfter = RetryAfterSeconds };

    /// <summary>Nothing was done: the database cannot be reached.</summary>
    public static Failure Unavailable { get; } =
        new(FailureCodes.StorageUnavailable, "The database cannot be reached; nothing was done.") { RetryAfter = RetryAfterSeconds };

    /// <summary>The row may or may not be written; a retry under the same key finds out.</summary>
    public static Failure OutcomeUnknown { get; } =
        new(FailureCodes.OutcomeUnknown, "It is not known whether this was done; retry with the same key.") { RetryAfter = RetryAfterSeconds };

    /// <summary>Another activation of the same grain kept writing first.</summary>
    public static Failure VersionConflict { get; } =
        new(FailureCodes.VersionConflict, "Somebody else changed this at the same time; nothing was done.") { RetryAfter = RetryAfterSeconds };

    /// <summary>Nothing was done: one command is one row, and a row has a limit.</summary>
    public static Failure TooLarge { get; } =
        new(FailureCodes.TooLarge, $"One change may take {LogRow.MaxBytes} bytes in the log; use fewer items or shorter texts.");

    /// <summary>The failure of an append; null when it is committed.</summary>
    public static Failure? Of(AppendStatus status) => status switch
    {
        AppendStatus.Committed => null,
        AppendStatus.Conflict => VersionConflict,
        AppendStatus.Overloaded => Overloaded,
        AppendStatus.TooLarge => TooLarge,
        AppendStatus.Unavailable => Unavailable,
        _ => OutcomeUnknown,
    };
}
