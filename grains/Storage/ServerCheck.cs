using Npgsql;

namespace AfterSales.Storage;

/// <summary>What must be true of the server and of the stored log before anything is written.</summary>
internal sealed class ServerCheck(NpgsqlDataSource source)
{
    internal const string IsAheadSql = "select exists (select from event_log where tx >= pg_current_xact_id())";

    private const int OldestMajorVersion = 14;

    /// <summary>Refuses an old server, or one that grants fewer connections than the pools of this process may ask for.</summary>
    public async Task CheckServer(int connectionsWanted, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        RequireVersion(connection.PostgreSqlVersion);
        await using var command = new NpgsqlCommand(
            "select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int", connection);
        RequireConnections((int)(await command.ExecuteScalarAsync(cancellationToken))!, connectionsWanted);
    }

    /// <summary>
    /// Refuses a log whose transactions are ahead of the server's: it came from another server (a restored dump), and readers, which stop at
    /// the oldest running transaction, would not see its rows.
    /// </summary>
    public async Task CheckLog(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(IsAheadSql);
        if ((bool)(await command.ExecuteScalarAsync(cancellationToken))!)
        {
            throw new StorageRefusedException(
                "The event log is ahead of this PostgreSQL server (a restored dump?): stop every silo, run ./run repair-log, then start again.");
        }
    }

    internal static void RequireVersion(Version version)
    {
        if (version.Major < OldestMajorVersion)
        {
            throw new StorageRefusedException($"PostgreSQL {version} is too old: AfterSales needs PostgreSQL {OldestMajorVersion} or newer.");
        }
    }

    internal static void RequireConnections(int granted, int wanted)
    {
        if (wanted > granted)
        {
            throw new StorageRefusedException(
                $"The connection pools add up to {wanted}, but PostgreSQL grants {granted} connections: raise max_connections or lower the pool sizes.");
        }
    }
}
