using AfterSales.ReadModel;
using Npgsql;

namespace AfterSales.Notifications;

/// <summary>Stores notifications; those that are there already stay as they are.</summary>
internal sealed class NoticeWriter(ReadModelDb db, ContactStore contacts, NotificationMetrics metrics, IEnumerable<INotificationChannel> channels)
{
    private const int MaxRows = 500;

    // Follower and retries may write at once. One after the other, places become visible in their order: who has read up to one place, or paged past it,
    // misses nothing that comes in behind.
    private const string InTurn = "select pg_advisory_xact_lock(hashtextextended('aftersales notification', 0))";

    private readonly Dictionary<string, INotificationChannel> _channels =
        channels.Where(channel => channel.IsOn).ToDictionary(channel => channel.Name, StringComparer.Ordinal);

    public async Task Write(IReadOnlyList<NoticeDraft> drafts, CancellationToken cancellationToken)
    {
        foreach (var chunk in drafts.Chunk(MaxRows))
        {
            var known = await contacts.Find([.. chunk.Select(draft => draft.Recipient).Distinct()], cancellationToken);
            var wanted = chunk.Where(draft => _channels.TryGetValue(draft.Channel, out var channel)
                && channel.Reaches(known.GetValueOrDefault(draft.Recipient), draft.Event)).ToArray();
            if (wanted.Length > 0)
            {
                await Insert(wanted, cancellationToken);
            }
        }
    }

    private async Task Insert(NoticeDraft[] drafts, CancellationToken cancellationToken)
    {
        var statement = new NpgsqlBatchCommand(
            """
            insert into notification (id, ticket_id, recipient, side, channel, event, template, content, at, urgent, state, not_before)
            select id, ticket_id, recipient, side, channel, event, template, content, at, urgent, state, at
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                with ordinality as r (id, ticket_id, recipient, side, channel, event, template, content, at, urgent, state, place)
            order by place
            on conflict do nothing
            """);
        new Columns<NoticeDraft>(drafts, statement.Parameters)
            .Id(draft => draft.Id)
            .Id(draft => draft.TicketId)
            .Text(draft => draft.Recipient.Name)
            .Small(draft => (int)draft.Recipient.Side)
            .Text(draft => draft.Channel)
            .Text(draft => draft.Event)
            .Text(draft => draft.Template)
            .Text(draft => NoticeContent.ToJson(draft.Values))
            .Time(draft => draft.At)
            .Flag(draft => draft.Urgent)
            .Small(draft => (int)(_channels[draft.Channel].IsStored ? NoticeState.Delivered : NoticeState.Pending));
        metrics.Made(await db.Write(statement, cancellationToken, before: InTurn));
    }
}
