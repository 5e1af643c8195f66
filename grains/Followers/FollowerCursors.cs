using AfterSales.Log;
using AfterSales.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Followers;

/// <summary>
/// Leases and cursors in <c>follower_cursor</c>. Times are the database's own <c>now()</c>, so that clocks of processes need not agree, and
/// every write names the owner: who lost the lease can move nothing.
/// </summary>
internal sealed class FollowerCursors(ReadModelDb db)
{
    /// <summary>The cursor, when the lease is free, over, or ours already; null while another owner holds it.</summary>
    public async Task<LogCursor?> Acquire(string name, string owner, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = db.Command(
            """
            insert into follower_cursor as c (name, tx, position, lease_owner, lease_until) values ($1, '0'::xid8, 0, $2, now() + $3)
            on conflict (name) do update set lease_owner = excluded.lease_owner, lease_until = excluded.lease_until
            where c.lease_owner = excluded.lease_owner or c.lease_owner is null or c.lease_until is null or c.lease_until < now()
            returning c.tx, c.position
            """);
        AddName(command.Parameters, name, owner).Add(new NpgsqlParameter<TimeSpan> { TypedValue = lease });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new LogCursor(reader.GetFieldValue<ulong>(0), reader.GetInt64(1)) : null;
    }

    /// <summary>Moves the cursor and prolongs the lease, in one statement; false when the lease is another's.</summary>
    /// <param name="caughtUp">Everything committed longer ago than this has been consumed; null: not known.</param>
    public Task<bool> Move(
        string name, string owner, LogCursor cursor, TimeSpan? caughtUp, TimeSpan lease, CancellationToken cancellationToken)
    {
        var statement = new NpgsqlBatchCommand(
            """
            update follower_cursor
            set lease_until = now() + $3, caught_up_at = greatest(caught_up_at, coalesce(now() - $4, caught_up_at)), tx = $5, position = $6
            where name = $1 and lease_owner = $2
            """);
        AddLease(statement.Parameters, name, owner, caughtUp, lease);
        statement.Parameters.Add(new NpgsqlParameter<ulong> { TypedValue = cursor.Tx, NpgsqlDbType = NpgsqlDbType.Xid8 });
        statement.Parameters.Add(new NpgsqlParameter<long> { TypedValue = cursor.Position });
        return Wrote(statement, cancellationToken);
    }

    /// <summary>Prolongs the lease; false when it is another's.</summary>
    public Task<bool> Renew(string name, string owner, TimeSpan? caughtUp, TimeSpan lease, CancellationToken cancellationToken)
    {
        var statement = new NpgsqlBatchCommand(
            """
            update follower_cursor set lease_until = now() + $3, caught_up_at = greatest(caught_up_at, coalesce(now() - $4, caught_up_at))
            where name = $1 and lease_owner = $2
            """);
        AddLease(statement.Parameters, name, owner, caughtUp, lease);
        return Wrote(statement, cancellationToken);
    }

    /// <summary>Lets another process take over at once.</summary>
    public Task Release(string name, string owner, CancellationToken cancellationToken)
    {
        var statement = new NpgsqlBatchCommand(
            "update follower_cursor set lease_owner = null, lease_until = null where name = $1 and lease_owner = $2");
        AddName(statement.Parameters, name, owner);
        return db.Write(statement, cancellationToken);
    }

    /// <summary>The newest readable place of the log now; what a follower passes tells how far behind it was.</summary>
    public async Task<LogCursor> ReadEnd(CancellationToken cancellationToken)
    {
        await using var command = db.Command(
            "select tx, position from event_log where tx < pg_snapshot_xmin(pg_current_snapshot()) order by tx desc, position desc limit 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new LogCursor(reader.GetFieldValue<ulong>(0), reader.GetInt64(1)) : LogCursor.Start;
    }

    private async Task<bool> Wrote(NpgsqlBatchCommand statement, CancellationToken cancellationToken) =>
        await db.Write(statement, cancellationToken) == 1;

    private static NpgsqlParameterCollection AddName(NpgsqlParameterCollection parameters, string name, string owner)
    {
        parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = owner });
        return parameters;
    }

    private static void AddLease(NpgsqlParameterCollection parameters, string name, string owner, TimeSpan? caughtUp, TimeSpan lease)
    {
        AddName(parameters, name, owner).Add(new NpgsqlParameter<TimeSpan> { TypedValue = lease });
        parameters.Add(new NpgsqlParameter { Value = (object?)caughtUp ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval });
    }
}
