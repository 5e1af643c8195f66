using AfterSales.Log;
using AfterSales.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Policies;

/// <summary>
/// Which cases ran in a period that ends now: those with a row in it, read from the end of the log backwards, then those that are open and waited all the time.
/// Costs what the period and the limit cost, however long the log is.
/// </summary>
internal sealed class RecentCases(ReadModelDb db)
{
    private const int Page = 10_000;

    private const string Rows =
        """
        select tx, position, stream_kind, stream_id, at from event_log
        where (tx, position) < ($1, $2) and tx < pg_snapshot_xmin(pg_current_snapshot())
        order by tx desc, position desc limit $3
        """;

    // By the index of open cases. Those found already are among them: so many more are asked for.
    private const string Open = "select id from ticket_view where not settled order by created_at desc, id desc limit $1";

    /// <summary>At most so many, those that something happened to last first; and whether there are more.</summary>
    public async Task<(IReadOnlyList<Guid> Cases, bool CutOff)> Read(DateTimeOffset from, int most, CancellationToken cancellationToken)
    {
        var found = new HashSet<Guid>();
        var cases = new List<Guid>();
        LogCursor? before = new LogCursor(ulong.MaxValue, long.MaxValue);
        while (before is { } cursor && cases.Count <= most)
        {
            before = await ReadPage(cursor, from, Keep, cancellationToken);
        }

        if (cases.Count <= most)
        {
            await ReadOpen(found.Count + most + 1, Keep, cancellationToken);
        }

        return (cases.Count > most ? cases[..most] : cases, cases.Count > most);

        bool Keep(Guid id)
        {
            if (cases.Count <= most && found.Add(id))
            {
                cases.Add(id);
            }

            return cases.Count <= most;
        }
    }

    /// <summary>Where to go on; null when the period, the log or the room is over.</summary>
    private async Task<LogCursor?> ReadPage(LogCursor before, DateTimeOffset from, Func<Guid, bool> keep, CancellationToken cancellationToken)
    {
        await using var command = db.Command(Rows);
        command.Parameters.Add(new NpgsqlParameter<ulong> { TypedValue = before.Tx, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = before.Position });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Page });
        var (last, read) = (before, 0);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            // Times follow the order of the log but for moments.
            if (row.GetFieldValue<DateTimeOffset>(4) < from || (row.GetInt16(2) == (short)StreamKind.Ticket && !keep(row.GetGuid(3))))
            {
                return null;
            }

            (last, read) = (new LogCursor(row.GetFieldValue<ulong>(0), row.GetInt64(1)), read + 1);
        }

        return read == Page ? last : null;
    }

    private async Task ReadOpen(int limit, Func<Guid, bool> keep, CancellationToken cancellationToken)
    {
        await using var command = db.Command(Open);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken) && keep(row.GetGuid(0)))
        {
            continue;
        }
    }
}
