using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.Storage;

/// <summary>
/// Brings the schema to this build's version at start, beside silos that serve. Several may start at once: one applies, the others wait for an advisory
/// lock and find nothing to do. Steps that a newer build has applied are left alone, since every step is additive.
/// </summary>
internal sealed partial class Migrator(NpgsqlDataSource source, ImmutableArray<Migration> steps, ILogger<Migrator> logger)
{
    // Any constant will do; advisory locks are per database.
    private const long LockKey = 0x41667465725361;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private const string CreateRegister = """
        create table if not exists schema_migration (
            version int primary key,
            name text not null,
            checksum text not null,
            applied_at timestamptz not null default now())
        """;

    /// <summary>Applies what is missing. Throws <see cref="StorageRefusedException"/> when an applied step has another text than ours.</summary>
    public async Task Apply(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);

        // Held by the session and released when it ends, so a killed process never leaves it behind.
        await Lock(connection, cancellationToken);
        try
        {
            await Execute(connection, CreateRegister, cancellationToken);
            var applied = await ReadApplied(connection, cancellationToken);
            foreach (var step in steps)
            {
                if (!applied.TryGetValue(step.Version, out var checksum))
                {
                    await ApplyStep(connection, step, cancellationToken);
                }
                else if (checksum != step.Checksum)
                {
                    throw new StorageRefusedException(
                        $"Migration {step.Name} was changed after it had been applied to this database: restore its text and add a new step instead.");
                }
            }
        }
        finally
        {
            await Execute(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    /// <summary>True when every step of this build is applied; used by readiness. Throws when the database cannot be reached.</summary>
    public async Task<bool> IsUpToDate(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            var applied = await ReadApplied(connection, cancellationToken);
            return steps.All(step => applied.ContainsKey(step.Version));
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return false;
        }
    }

    /// <summary>
    /// Asked again and again: a statement that waits holds a snapshot, which an index built concurrently would wait for, and neither would end.
    /// </summary>
    private static async Task Lock(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({LockKey})", connection);
            if ((bool)(await command.ExecuteScalarAsync(cancellationToken))!)
            {
                return;
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>
    /// A change of a table waits for whoever uses it, and meanwhile everybody else waits behind it: so it gives up soon, lets them pass, and comes back.
    /// </summary>
    private async Task ApplyStep(NpgsqlConnection connection, Migration step, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await ApplyOnce(connection, step, cancellationToken);
                LogApplied(step.Name);
                return;
            }
            catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                LogWaits(step.Name);
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }
    }

    private static async Task ApplyOnce(NpgsqlConnection connection, Migration step, CancellationToken cancellationToken)
    {
        if (!step.InTransaction)
        {
            foreach (var statement in step.Statements)
            {
                await Execute(connection, statement, cancellationToken);
            }
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (step.InTransaction)
        {
            await Execute(connection, "set local lock_timeout = '2s'", cancellationToken);
            await Execute(connection, step.Sql, cancellationToken);
        }

        await using var register = new NpgsqlCommand("insert into schema_migration (version, name, checksum) values ($1, $2, $3)", connection);
        register.Parameters.Add(new NpgsqlParameter<int> { TypedValue = step.Version });
        register.Parameters.Add(new NpgsqlParameter<string> { TypedValue = step.Name });
        register.Parameters.Add(new NpgsqlParameter<string> { TypedValue = step.Checksum });
        await register.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<Dictionary<int, string>> ReadApplied(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<int, string>();
        await using var command = new NpgsqlCommand("select version, checksum from schema_migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetInt32(0), reader.GetString(1));
        }

        return applied;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // A rewrite of a large table, or an index of one, may take long.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(1050, LogLevel.Information, "Migration {Name} applied")]
    private partial void LogApplied(string name);

    [LoggerMessage(1051, LogLevel.Warning, "Migration {Name} waits for a table that others use; it is tried again")]
    private partial void LogWaits(string name);
}
