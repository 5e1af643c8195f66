using AfterSales.Followers;
using AfterSales.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Webhooks;

/// <summary>
/// Puts deliveries into the tables. What was enqueued stays enqueued: the track of a case knows how far it has come, so a repeated slice changes nothing, also
/// when delivered rows are long cleared away.
/// </summary>
internal sealed class WebhookOutbox(WebhookDb db, IWebhookClock clock)
{
    private const int Most = 1_000;

    // A silent predecessor may still be at it; only one enqueues.
    private const string Alone = "select pg_advisory_xact_lock(hashtext('aftersales webhooks enqueue'))";

    // Endpoints removed since are left out; the lock keeps the others until the rows are in.
    private const string Present = "select id from webhook_endpoint where id = any($1) and removed_at is null order by id for share";

    private const string Tracks =
        """
        select t.endpoint_id, t.ticket_id, t.last_sequence from unnest($1::uuid[], $2::uuid[]) a (endpoint_id, ticket_id)
        join webhook_track t on t.endpoint_id = a.endpoint_id and t.ticket_id = a.ticket_id
        order by t.endpoint_id, t.ticket_id for update of t
        """;

    private const string Insert =
        """
        with added as (
            insert into webhook_delivery (endpoint_id, ticket_id, sequence, previous_sequence, type, at, payload, created_at, pending_since)
            select r.*, $8, $8 from unnest($1, $2, $3, $4, $5, $6, $7) as r
            on conflict do nothing
            returning endpoint_id, ticket_id, sequence)
        insert into webhook_track as t (endpoint_id, ticket_id, last_sequence, head, next_attempt)
        select endpoint_id, ticket_id, max(sequence), min(sequence), $8 from added group by endpoint_id, ticket_id order by endpoint_id, ticket_id
        on conflict (endpoint_id, ticket_id) do update
        set last_sequence = excluded.last_sequence,
            head = coalesce(t.head, excluded.head),
            next_attempt = case when t.head is null then excluded.next_attempt else t.next_attempt end
        """;

    /// <summary>Answers how many are new. A case that the tables refuse becomes a fault, and keeps no other one out.</summary>
    public async Task<int> Enqueue(
        IReadOnlyList<TicketNotice> notices, IReadOnlyList<Subscription> subscriptions, SliceFaults faults, CancellationToken cancellationToken)
    {
        var added = 0;
        // A case stays together: its chain of sequences is made in one piece.
        foreach (var chunk in Chunks(notices, Math.Max(1, Most / subscriptions.Count)))
        {
            try
            {
                added += await Write(chunk, subscriptions, cancellationToken);
            }
            catch (Exception error) when (!FaultKinds.IsTransient(error))
            {
                added += await WriteEach(chunk, subscriptions, faults, cancellationToken);
            }
        }

        return added;
    }

    private async Task<int> WriteEach(
        IReadOnlyList<TicketNotice> notices, IReadOnlyList<Subscription> subscriptions, SliceFaults faults, CancellationToken cancellationToken)
    {
        var added = 0;
        foreach (var ofCase in Chunks(notices, most: 1))
        {
            try
            {
                added += await Write(ofCase, subscriptions, cancellationToken);
            }
            catch (Exception error) when (!FaultKinds.IsTransient(error))
            {
                faults.Add(WebhookFaults.Of(ofCase[0].TicketId, error));
            }
        }

        return added;
    }

    private async Task<int> Write(List<TicketNotice> notices, IReadOnlyList<Subscription> subscriptions, CancellationToken cancellationToken)
    {
        var pairs = subscriptions
            .SelectMany(subscription => notices.Where(notice => subscription.Filter.Takes(notice.Type)).Select(notice => (subscription.Id, Notice: notice)))
            .ToList();
        return pairs.Count == 0 ? 0 : await Write(pairs, cancellationToken);
    }

    private async Task<int> Write(List<(Guid Endpoint, TicketNotice Notice)> pairs, CancellationToken cancellationToken)
    {
        await using var connection = await db.Open(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var present = new HashSet<Guid>();
        var last = new Dictionary<(Guid, Guid), long>();
        await using (var batch = new NpgsqlBatch(connection, transaction))
        {
            // A lost tail is written again from the log, and whatever moves the cursor flushes what was committed before it.
            batch.BatchCommands.Add(new NpgsqlBatchCommand("select set_config('synchronous_commit', 'off', true)"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Alone));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Present) { Parameters = { Ids([.. pairs.Select(pair => pair.Endpoint).Distinct()]) } });
            var keys = pairs.Select(pair => (pair.Endpoint, pair.Notice.TicketId)).Distinct().ToArray();
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Tracks) { Parameters = { Ids([.. keys.Select(key => key.Endpoint)]), Ids([.. keys.Select(key => key.TicketId)]) } });
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                present.Add(reader.GetGuid(0));
            }

            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                last[(reader.GetGuid(0), reader.GetGuid(1))] = reader.GetInt64(2);
            }
        }

        var rows = Chain(pairs.Where(pair => present.Contains(pair.Endpoint)), last);
        if (rows.Count > 0)
        {
            await using var insert = new NpgsqlCommand(Insert, connection, transaction);
            new Columns<DeliveryRow>(rows, insert.Parameters)
                .Id(row => row.Endpoint).Id(row => row.Notice.TicketId).Amount(row => row.Notice.Sequence).Amount(row => row.Previous)
                .Text(row => row.Notice.Type).Time(row => row.Notice.At).Text(row => WebhookPayload.Write(row.Notice, row.Previous));
            insert.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = await clock.Now(cancellationToken) });
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return rows.Count;
    }

    /// <summary>Only what is new, each with the one enqueued before it for the same endpoint and case.</summary>
    private static List<DeliveryRow> Chain(IEnumerable<(Guid Endpoint, TicketNotice Notice)> pairs, Dictionary<(Guid, Guid), long> last)
    {
        var rows = new List<DeliveryRow>();
        foreach (var (endpoint, notice) in pairs)
        {
            var key = (endpoint, notice.TicketId);
            long? previous = last.TryGetValue(key, out var known) ? known : null;
            if (previous >= notice.Sequence)
            {
                continue;
            }

            rows.Add(new DeliveryRow(endpoint, previous, notice));
            last[key] = notice.Sequence;
        }

        return rows;
    }

    private static IEnumerable<List<TicketNotice>> Chunks(IReadOnlyList<TicketNotice> notices, int most)
    {
        var chunk = new List<TicketNotice>();
        for (var i = 0; i < notices.Count; i++)
        {
            if (chunk.Count >= most && notices[i].TicketId != notices[i - 1].TicketId)
            {
                yield return chunk;
                chunk = [];
            }

            chunk.Add(notices[i]);
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    private static NpgsqlParameter<Guid[]> Ids(Guid[] ids) => new NpgsqlParameter<Guid[]> { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };

    private sealed record DeliveryRow(Guid Endpoint, long? Previous, TicketNotice Notice);
}
