using AfterSales.Followers;
using AfterSales.Log.Postgres.Archive;
using AfterSales.Notifications;
using AfterSales.ReadModel;
using AfterSales.Webhooks;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Archive;

/// <param name="CreatedAt">The last case looked at.</param>
/// <param name="Id">The same.</param>
internal readonly record struct ArchivePlace(DateTimeOffset CreatedAt, Guid Id)
{
    public static ArchivePlace Start { get; } = new(DateTimeOffset.UnixEpoch, Guid.Empty);
}

/// <param name="Seen">Cases looked at.</param>
/// <param name="Cases">Cases archived.</param>
/// <param name="Rows">Rows whose contents were moved.</param>
/// <param name="Last">Where to go on.</param>
internal readonly record struct ArchiveStep(int Seen, long Cases, long Rows, ArchivePlace Last);

/// <summary>
/// Moves what closed cases hold from <c>event_log</c> to <c>event_log_archive</c>, whole cases at a time, each in the one statement that also empties its rows.
/// Whatever happens meanwhile is right: a command appends behind rows that keep their keys, a reader fills in what he finds empty.
/// </summary>
internal sealed class CaseArchive(ReadModelDb db)
{
    /// <summary>Those who read the log as it grows; all of them have passed a case before it is archived.</summary>
    private static readonly string[] Followers = [ProjectionConsumer.ConsumerName, NotificationConsumer.ConsumerName, WebhookConsumer.ConsumerName];

    // Not needed for what is moved to be right, but two at once would only wait for each other.
    private const string Alone =
        "select set_config('lock_timeout', '2s', true), set_config('statement_timeout', '20s', true), set_config('synchronous_commit', 'off', true), pg_advisory_xact_lock(hashtextextended('aftersales archive', 0))";

    private const string Candidates =
        """
        select id, created_at from ticket_view
        where settled and not archived and (created_at, id) > ($1, $2) and created_at < $3
        order by created_at, id limit $4
        """;

    // Every table is asked by its key; "offset 0" keeps the planner from reading all tracks for one case.
    // Settled: over, and nothing of the customer's is here. Its order has been told when the first follower has passed and nothing of it is parked, and so
    // holds no claim for it. Its last row decides on its age, whatever the read model says.
    private const string Move =
        $"""
        with ready as materialized (
            select v.id from unnest($1::uuid[]) a (id)
            join ticket_view v on v.id = a.id
            cross join lateral (select seq, at, tx, position from event_log where stream_id = a.id order by seq desc limit 1) newest
            where v.settled and not v.archived and not v.armed and not v.waits and not v.unrouted and v.version = newest.seq and newest.at < $2
                and (select count(*) from follower_cursor f where f.name = any($3) and (f.tx, f.position) >= (newest.tx, newest.position)) = cardinality($3)
                and not exists (select from read_model_projection where completed_at is null)
                and not exists (select from follower_parked p where p.consumer = any($3) and p.stream_id = a.id)
                and not exists (
                    select from webhook_endpoint e
                    cross join lateral (select head from webhook_track where endpoint_id = e.id and ticket_id = a.id offset 0) t where t.head is not null)
            for update of v),
        whole as materialized (
            select e.* from ready join event_log e on e.stream_id = ready.id where e.data::text <> '{ArchivedRows.MarkerText}'),
        kept as (
            insert into event_log_archive (stream_kind, stream_id, seq, at, actor, command_id, trace_id, data, personal)
            select stream_kind, stream_id, seq, at, actor, command_id, trace_id, data, personal from whole order by stream_id, seq),
        emptied as (
            update event_log e set actor = '', trace_id = null, data = '{ArchivedRows.MarkerText}', personal = null
            from whole w where e.stream_id = w.stream_id and e.seq = w.seq returning 1),
        snapshots as (delete from stream_snapshot s using ready where s.stream_id = ready.id),
        flagged as (update ticket_view v set archived = true from ready where v.id = ready.id returning 1)
        select (select count(*) from flagged), (select count(*) from emptied)
        """;

    /// <summary>The next cases that were closed before a moment. Answers none seen when there are no more.</summary>
    public async Task<ArchiveStep> Step(ArchivePlace after, DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var found = await Find(after, before, most, cancellationToken);
        if (found.Count == 0)
        {
            return default;
        }

        var (cases, rows) = await Halving([.. found.Select(place => place.Id)], before, cancellationToken);
        return new ArchiveStep(found.Count, cases, rows, found[^1]);
    }

    /// <summary>Cases of thousands of rows may be too much together: then each half by itself, down to one, which is left for another round.</summary>
    private async Task<(long Cases, long Rows)> Halving(Guid[] tickets, DateTimeOffset before, CancellationToken cancellationToken)
    {
        try
        {
            return await Empty(tickets, before, cancellationToken);
        }
        catch (PostgresException slow) when (slow.SqlState == PostgresErrorCodes.QueryCanceled && !cancellationToken.IsCancellationRequested)
        {
            if (tickets.Length == 1)
            {
                return default;
            }

            var half = tickets.Length / 2;
            var (first, second) = (await Halving(tickets[..half], before, cancellationToken), await Halving(tickets[half..], before, cancellationToken));
            return (first.Cases + second.Cases, first.Rows + second.Rows);
        }
    }

    /// <summary>Those of the cases that may be.</summary>
    public async Task<(long Cases, long Rows)> Empty(Guid[] tickets, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var batch = db.Source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Alone));
        var move = new NpgsqlBatchCommand(Move);
        move.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = tickets, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        move.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = before.ToUniversalTime() });
        move.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Followers });
        batch.BatchCommands.Add(move);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private async Task<List<ArchivePlace>> Find(ArchivePlace after, DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        await using var command = db.Command(Candidates);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = after.CreatedAt });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = after.Id });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = before.ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        var found = new List<ArchivePlace>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add(new ArchivePlace(row.GetFieldValue<DateTimeOffset>(1), row.GetGuid(0)));
        }

        return found;
    }
}
