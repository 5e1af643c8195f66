using AfterSales.LoadTests.Systems.Processes;
using Npgsql;

namespace AfterSales.LoadTests.Systems.Postgres;

/// <summary>What is connected to a database, as its server sees it.</summary>
internal sealed class ServerConnections(string connectionString)
{
    /// <summary>$1: database; $2: also those that are not writing. A backend has a transaction id from its first row until its commit is done.</summary>
    private const string Cut = """
        select count(*) filter (where cut), count(*) filter (where cut and writing)
          from (select pg_terminate_backend(pid) as cut, backend_xid is not null as writing
                  from pg_stat_activity
                 where datname = $1 and pid <> pg_backend_pid() and ($2 or backend_xid is not null)) done
        """;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    /// <summary>Id of the server's postmaster when it runs on this machine and in this process namespace, else null.</summary>
    public async Task<int?> Postmaster()
    {
        await using var connection = await Connect();
        var backend = ProcessTree.Stat(connection.ProcessID);
        return backend is not null && backend.Name.StartsWith("postgres", StringComparison.Ordinal) ? backend.Parent : null;
    }

    /// <summary>
    /// Terminates all connections once, and then for a time whatever is caught between its first row and the end of its commit. How many in all, and how many
    /// of them while writing.
    /// </summary>
    public async Task<(long All, long Writing)> CutFor(TimeSpan time, CancellationToken cancellation)
    {
        var (all, writing, first) = (0L, 0L, true);
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < time)
        {
            try
            {
                await using var connection = await Connect();
                while (TimeProvider.System.GetElapsedTime(started) < time)
                {
                    var cut = await Sweep(connection, first);
                    (all, writing, first) = (all + cut.All, writing + cut.Writing, false);
                    await Task.Delay(Between, cancellation);
                }
            }
            catch (NpgsqlException)
            {
                // Another fault has taken the server away meanwhile.
                await Task.Delay(Between, cancellation);
            }
        }

        return (all, writing);
    }

    private async Task<(long All, long Writing)> Sweep(NpgsqlConnection connection, bool everybody)
    {
        await using var command = new NpgsqlCommand(Cut, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = new NpgsqlConnectionStringBuilder(connectionString).Database });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = everybody });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private async Task<NpgsqlConnection> Connect()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
