using AfterSales.Policies;
using AfterSales.ReadModel;
using AfterSales.Tickets;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Notifications;

/// <summary>Inboxes from <c>notification</c>, in the words of today's policy.</summary>
internal sealed class InboxReader(ReadModelDb db, ContactStore contacts, IPolicySource policies) : IInbox
{
    // Recipient by recipient, each by its index: a caller with many roles costs no more than the sum of their pages. Two statements: a condition that a
    // parameter switches on would be a filter, and what was read be gone through.
    internal const string Everything =
        $"""
        {Head}
            select i.*, i.position <= coalesce(a.position, 0)
                or exists (select from notification_read m where m.notification_id = i.id and m.subject = $3) as read
            from notification i
            where i.recipient = r.recipient and i.side = r.side and i.channel = 'inbox' and i.position < $4
        {Tail}
        """;

    internal const string Unread =
        $"""
        {Head}
            select i.*, false as read
            from notification i
            where i.recipient = r.recipient and i.side = r.side and i.channel = 'inbox' and i.position < $4 and i.position > coalesce(a.position, 0)
                and not exists (select from notification_read m where m.notification_id = i.id and m.subject = $3)
        {Tail}
        """;

    private const string Head =
        """
        select n.id, n.event, n.template, n.content, n.ticket_id, n.at, n.urgent, n.position, n.read
        from unnest($1, $2) as r (recipient, side)
        left join notification_read_all a on a.subject = $3 and a.side = r.side
        cross join lateral (
        """;

    private const string Tail =
        """
            order by i.position desc limit $5) n
        order by n.position desc limit $5
        """;

    public Task<InboxPage> List(Caller caller, InboxQuery query, CancellationToken cancellationToken) => Guarded(async () =>
    {
        var policy = policies.Current.Notifications.Policy;
        var contact = Recipients.SidesOf(caller) is [var side, ..] ? await contacts.Find(new Recipient(caller.Subject, side), cancellationToken) : null;
        var zone = QuietHours.ZoneOf(contact?.Zone ?? policy.Quiet.Zone) ?? NodaTime.DateTimeZone.Utc;
        await using var command = db.Command(query.Unread ? Unread : Everything);
        AddCaller(command.Parameters, caller);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = query.Before ?? long.MaxValue });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = query.Limit + 1 });
        var items = new List<(InboxItem Item, long Position)>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var content = new NoticeContent(row.GetGuid(4), row.GetString(1), row.GetString(2), NoticeContent.FromJson(row.GetString(3)));
            var text = NoticeTemplates.Render(content, policy, query.Language, zone);
            items.Add((
                new InboxItem(
                    row.GetGuid(0), content.Event, text.Title, text.Body, content.TicketId, TicketNumber.Of(content.TicketId),
                    row.GetFieldValue<DateTimeOffset>(5), row.GetBoolean(8), row.GetBoolean(6)),
                row.GetInt64(7)));
        }

        return new InboxPage([.. items.Take(query.Limit).Select(item => item.Item)], items.Count > query.Limit ? items[query.Limit - 1].Position : null);
    });

    public Task<bool> MarkRead(Caller caller, Guid id, CancellationToken cancellationToken) => Guarded(async () =>
    {
        await using var command = db.Command(
            """
            with found as (
                select n.id from notification n join unnest($1, $2) as r (recipient, side) on n.recipient = r.recipient and n.side = r.side
                where n.id = $4 and n.channel = 'inbox'),
            marked as (insert into notification_read (notification_id, subject) select id, $3 from found on conflict do nothing)
            select exists (select from found)
            """);
        AddCaller(command.Parameters, caller);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id, NpgsqlDbType = NpgsqlDbType.Uuid });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    });

    public Task MarkAllRead(Caller caller, CancellationToken cancellationToken) => Guarded(async () =>
    {
        // The newest place of all recipients that is visible: writers take turns (NoticeWriter), so nothing comes in behind it.
        await using var command = db.Command(
            """
            insert into notification_read_all as a (subject, side, position)
            select $1, side, coalesce((select position from notification order by position desc limit 1), 0) from unnest($2) as side
            on conflict (subject, side) do update set position = greatest(a.position, excluded.position)
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Subject });
        command.Parameters.Add(new NpgsqlParameter<short[]> { TypedValue = [.. Recipients.SidesOf(caller).Select(side => (short)side)] });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    });

    private static void AddCaller(NpgsqlParameterCollection parameters, Caller caller)
    {
        new Columns<Recipient>(Recipients.Of(caller), parameters).Text(recipient => recipient.Name).Small(recipient => (int)recipient.Side);
        parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Subject });
    }

    private static async Task<T> Guarded<T>(Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception error) when (ReadModelErrors.IsUnavailable(error))
        {
            throw ReadModelErrors.Unavailable(error);
        }
    }
}
