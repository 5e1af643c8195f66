using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Webhooks;

/// <summary>
/// Makes what is over pending again. The rows are the same, so ids and sequences are; each case begins again with its oldest pending one. In small transactions,
/// since followers of the log wait for the oldest one that is open; a case is never split, since what is new of it would go out in between.
/// </summary>
internal sealed class Replays(WebhookDb db, RequestShare share, IWebhookClock clock, IOptions<WebhookOptions> options)
{
    private const int PageRows = 500;
    private const int MaxRows = 500;

    private const string OfCase = "select at, ticket_id, sequence from webhook_delivery where endpoint_id = $1 and ticket_id = $2 limit 1";

    private const string Since =
        """
        select at, ticket_id, sequence from webhook_delivery
        where endpoint_id = $1 and (at, ticket_id, sequence) > ($2, $3, $4) and status <> 0 and finished_at <= $5
        order by at, ticket_id, sequence limit $6
        """;

    // What was sent since the replay began has had its turn.
    private const string Chosen =
        """
        endpoint_id = $1 and ticket_id = any($2) and status <> 0 and finished_at <= $3
            and ($4::bigint is null or sequence >= $4) and ($5::timestamptz is null or at >= $5)
        """;

    private const string Counts = $"select ticket_id, count(*)::int from webhook_delivery where {Chosen} group by ticket_id order by ticket_id";

    private const string Revive = $"update webhook_delivery set status = 0, attempts = 0, finished_at = null, pending_since = $6 where {Chosen}";

    public Task<WebhookReplayed> Run(Guid endpoint, WebhookReplay replay, CancellationToken cancellationToken) => share.Run(async () =>
    {
        var asked = replay with { FinishedBefore = replay.FinishedBefore ?? await clock.Now(cancellationToken) };
        var (count, place) = (0, new Place(asked.Since ?? default, Guid.Empty, long.MinValue));
        while (true)
        {
            var page = await Page(endpoint, asked, place, cancellationToken);
            foreach (var tickets in await Groups(endpoint, asked, [.. page.Select(row => row.Ticket).Distinct()], cancellationToken))
            {
                count += await Bring(endpoint, asked, tickets, cancellationToken);
            }

            if (asked.TicketId is not null || page.Count < PageRows)
            {
                return new WebhookReplayed(count, true, Next: null);
            }

            place = page[^1];
            if (count >= options.Value.MaxReplay)
            {
                return new WebhookReplayed(count, false, asked with { Since = place.At });
            }
        }
    }, cancellationToken);

    private Task<List<Place>> Page(Guid endpoint, WebhookReplay asked, Place after, CancellationToken cancellationToken) => db.Read(
        asked.TicketId is { } ticket
            ? db.Request(OfCase, WebhookDb.Of(endpoint), WebhookDb.Of(ticket))
            : db.Request(
                Since, WebhookDb.Of(endpoint), WebhookDb.Of(after.At.ToUniversalTime()), WebhookDb.Of(after.Ticket), WebhookDb.Of(after.Sequence),
                WebhookDb.Of(asked.FinishedBefore!.Value.ToUniversalTime()), WebhookDb.Of(PageRows)),
        row => new Place(row.GetFieldValue<DateTimeOffset>(0), row.GetGuid(1), row.GetInt64(2)),
        cancellationToken);

    /// <summary>Cases that go into one transaction each.</summary>
    private async Task<List<Guid[]>> Groups(Guid endpoint, WebhookReplay asked, Guid[] tickets, CancellationToken cancellationToken)
    {
        var command = db.Request(Counts);
        Add(command.Parameters, endpoint, asked, tickets);
        var groups = new List<Guid[]>();
        var (group, size) = (new List<Guid>(), 0);
        foreach (var (ticket, rows) in await db.Read(command, row => (row.GetGuid(0), row.GetInt32(1)), cancellationToken))
        {
            if (size > 0 && size + rows > MaxRows)
            {
                groups.Add([.. group]);
                (group, size) = ([], 0);
            }

            group.Add(ticket);
            size += rows;
        }

        return group.Count == 0 ? groups : [.. groups, [.. group]];
    }

    private async Task<int> Bring(Guid endpoint, WebhookReplay asked, Guid[] tickets, CancellationToken cancellationToken)
    {
        var now = await clock.Now(cancellationToken);
        await using var batch = db.Batch();
        batch.Timeout = RequestShare.TimeoutSeconds;
        batch.BatchCommands.Add(Tracks.Lock(endpoint, tickets));
        var revive = new NpgsqlBatchCommand(Revive);
        Add(revive.Parameters, endpoint, asked, tickets).Add(WebhookDb.Of(now));
        batch.BatchCommands.Add(revive);
        batch.BatchCommands.Add(Tracks.Rehead(endpoint, tickets, now));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return (int)revive.Rows;
    }

    private static NpgsqlParameterCollection Add(NpgsqlParameterCollection parameters, Guid endpoint, WebhookReplay asked, Guid[] tickets)
    {
        parameters.AddRange((NpgsqlParameter[])[
            WebhookDb.Of(endpoint), WebhookDb.Of(tickets), WebhookDb.Of(asked.FinishedBefore!.Value.ToUniversalTime()),
            Or(asked.FromSequence, NpgsqlDbType.Bigint), Or(asked.Since?.ToUniversalTime(), NpgsqlDbType.TimestampTz)]);
        return parameters;
    }

    private static NpgsqlParameter Or(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private sealed record Place(DateTimeOffset At, Guid Ticket, long Sequence);
}
