using AfterSales.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Followers;

/// <summary>Waits for the first follower: what was committed before is then in the read model, and the actors have been told.</summary>
public interface IFollowedLog
{
    /// <summary>False when it is not there after 20 s.</summary>
    Task<bool> CatchUp(CancellationToken cancellationToken);
}

internal sealed class FollowedLog(ReadModelDb db, TimeProvider time) : IFollowedLog
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public async Task<bool> CatchUp(CancellationToken cancellationToken)
    {
        if (await ReadEnd(cancellationToken) is not { } end)
        {
            return true;
        }

        using var timer = new PeriodicTimer(Look, time);
        var since = time.GetTimestamp();
        while (!await HasPassed(end, cancellationToken))
        {
            if (time.GetElapsedTime(since) > Patience || !await timer.WaitForNextTickAsync(cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The newest row committed, readable by followers already or not; null when there is none.</summary>
    private async Task<(ulong Tx, long Position)?> ReadEnd(CancellationToken cancellationToken)
    {
        await using var command = db.Command("select tx, position from event_log order by tx desc, position desc limit 1");
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (row.GetFieldValue<ulong>(0), row.GetInt64(1)) : null;
    }

    private async Task<bool> HasPassed((ulong Tx, long Position) end, CancellationToken cancellationToken)
    {
        await using var command = db.Command("select (tx, position) >= ($1, $2) from follower_cursor where name = $3");
        command.Parameters.Add(new NpgsqlParameter<ulong> { TypedValue = end.Tx, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = end.Position });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ProjectionConsumer.ConsumerName });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
