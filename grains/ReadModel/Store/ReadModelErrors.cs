using AfterSales.Log;
using Npgsql;

namespace AfterSales.ReadModel;

/// <summary>Faults of the database by SQLSTATE, never by message.</summary>
internal static class ReadModelErrors
{
    /// <summary>The values themselves were refused: class 22 (data exception) or 23 (constraint). Repeating cannot help.</summary>
    public static bool IsBadData(PostgresException error) =>
        error.SqlState.StartsWith("22", StringComparison.Ordinal) || error.SqlState.StartsWith("23", StringComparison.Ordinal);

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
