using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.Webhooks;

/// <summary>Clears away what is over for long, and what removed endpoints have left.</summary>
internal sealed class Retention(WebhookDb db, IOptions<WebhookOptions> options)
{
    private const int StepRows = 1_000;

    private static readonly TimeSpan RemovedFor = TimeSpan.FromDays(1);

    // Only what the follower has passed for good: until then the same slice may come again, and without a row and a track it would be sent again.
    // What is over is asked twice: a replay may bring a row back after it was chosen. For each status its own text, and so its own index.
    private static readonly string ExpiredDelivered = Expired("1");
    private static readonly string ExpiredDead = Expired("2");

    // A case of which nothing is left and nothing is new is forgotten; what comes of it yet begins as a first one.
    private const string EmptyTracks =
        """
        delete from webhook_track t
        where t.endpoint_id = $1 and t.ticket_id = any($2) and t.head is null
            and not exists (select 1 from webhook_delivery d where d.endpoint_id = t.endpoint_id and d.ticket_id = t.ticket_id)
        """;

    private const string RemovedDeliveries =
        """
        delete from webhook_delivery d using (select endpoint_id, ticket_id, sequence from webhook_delivery where endpoint_id = $1 limit $2) old
        where d.endpoint_id = old.endpoint_id and d.ticket_id = old.ticket_id and d.sequence = old.sequence
        """;

    private const string RemovedTracks =
        """
        delete from webhook_track t using (select endpoint_id, ticket_id from webhook_track where endpoint_id = $1 limit $2) old
        where t.endpoint_id = old.endpoint_id and t.ticket_id = old.ticket_id
        """;

    // It stays for a day, so that a late repeat of its creation does not make it again.
    private const string RemovedEndpoint =
        "delete from webhook_endpoint where id = $1 and removed_at < $2 and not exists (select 1 from webhook_track where endpoint_id = $1)";

    /// <summary>Answers the full steps that it took.</summary>
    public async Task<int> Run(KeptEndpoint endpoint, DateTimeOffset now, int steps, CancellationToken cancellationToken)
    {
        if (endpoint.RemovedAt is null)
        {
            var expired = await Repeat(steps, () => Expire(endpoint.Id, ExpiredDelivered, now.AddDays(-options.Value.DeliveredDays), cancellationToken));
            return expired + await Repeat(steps - expired, () => Expire(endpoint.Id, ExpiredDead, now.AddDays(-options.Value.DeadDays), cancellationToken));
        }

        var used = await Repeat(steps, () => Execute(db.Command(RemovedDeliveries, WebhookDb.Of(endpoint.Id), WebhookDb.Of(StepRows)), cancellationToken));
        used += await Repeat(steps - used, () => Execute(db.Command(RemovedTracks, WebhookDb.Of(endpoint.Id), WebhookDb.Of(StepRows)), cancellationToken));
        if (used < steps)
        {
            await Execute(db.Command(RemovedEndpoint, WebhookDb.Of(endpoint.Id), WebhookDb.Of(now - RemovedFor)), cancellationToken);
        }

        return used;
    }

    private static string Expired(string status) =>
        $"""
        with passed as (select coalesce((select caught_up_at from follower_cursor where name = '{WebhookConsumer.ConsumerName}'), '-infinity') as until)
        delete from webhook_delivery d using (
            select endpoint_id, ticket_id, sequence from webhook_delivery w
            where endpoint_id = $1 and created_at < least($2, (select until from passed)) and status = {status} and finished_at < $2
                and not exists (select from follower_parked p where p.consumer = '{WebhookConsumer.ConsumerName}' and p.stream_id = w.ticket_id)
            order by created_at limit $3) old
        where d.endpoint_id = old.endpoint_id and d.ticket_id = old.ticket_id and d.sequence = old.sequence and d.status = {status} and d.finished_at < $2
        returning d.ticket_id
        """;

    private async Task<int> Expire(Guid endpoint, string sql, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var cleared = await db.Read(
            db.Command(sql, WebhookDb.Of(endpoint), WebhookDb.Of(before), WebhookDb.Of(StepRows)), row => row.GetGuid(0), cancellationToken);
        if (cleared.Count > 0)
        {
            await Execute(db.Command(EmptyTracks, WebhookDb.Of(endpoint), WebhookDb.Of(cleared.Distinct().ToArray())), cancellationToken);
        }

        return cleared.Count;
    }

    /// <summary>Until a step is not full; answers the full ones.</summary>
    private static async Task<int> Repeat(int steps, Func<Task<int>> step)
    {
        for (var used = 0; used < steps; used++)
        {
            if (await step() < StepRows)
            {
                return used;
            }
        }

        return Math.Max(steps, 0);
    }

    private static async Task<int> Execute(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
