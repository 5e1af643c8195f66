using AfterSales.Log;
using Npgsql;

namespace AfterSales.ReadModel;

/// <summary>Faults of the database by SQLSTATE, never by message.</summary>
internal static class ReadModelErrors
{
    /// <summary>
    /// The values themselves were refused: class 22 (data exception), 23 (constraint), 54 (too large for an index), or by the driver before they
    /// were sent (half a surrogate pair). Repeating cannot help.
    /// </summary>
    public static bool IsBadData(Exception error) => error switch
    {
        PostgresException { SqlState: var state } => state[..2] is "22" or "23" or "54",
        ArgumentException or InvalidCastException or OverflowException => true,
        _ => false,
    };

    /// <summary>
    /// The database is away, starting, stopping or too slow: callers may try again later. Anything else is a defect and stays what it is.
    /// </summary>
    public static bool IsUnavailable(Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => true,
        NpgsqlException { IsTransient: true } => true,
        PostgresException => false,
        NpgsqlException or TimeoutException => true,
        _ => false,
    };

    public static LogUnavailableException Unavailable(Exception error) => new("The read model cannot be reached.", error);
}
