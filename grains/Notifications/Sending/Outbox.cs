using AfterSales.ReadModel;
using AfterSales.Time;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Notifications;

/// <summary>A notification claimed for sending, with the contact of its recipient as it is now.</summary>
internal sealed record ClaimedNotice(OutboxNotice Notice, Contact? Contact);

/// <summary>
/// What waits to be sent. Whether it is due is told by business time (quiet hours), attempts and claims by the database's own: nobody's pause ends because
/// business time was moved. Records of what was sent wait for the disk.
/// </summary>
internal sealed class Outbox(ReadModelDb db, IBusinessClock clock)
{
    /// <summary>Takes due notifications for so long; whoever dies with them leaves them to the next.</summary>
    public async Task<List<ClaimedNotice>> Claim(string channel, int limit, TimeSpan claim, CancellationToken cancellationToken)
    {
        await using var command = db.Command(
            $"""
            with due as (
                select id from notification where channel = $1 and state = 0 and not_before <= $2 and next_attempt <= now()
                order by not_before, next_attempt limit $3 for update skip locked),
            claimed as (
                update notification n set next_attempt = now() + $4 from due where n.id = due.id
                returning n.id, n.position, n.recipient, n.side, n.at, n.ticket_id, n.event, n.template, n.content, n.urgent, n.attempts)
            select n.id, n.recipient, n.ticket_id, n.event, n.template, n.content, n.urgent, n.attempts, n.side, n.at, c.subject, {ContactStore.Columns}
            from claimed n left join contact c on c.subject = n.recipient and c.side = n.side order by n.position
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = channel });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.Now.ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = claim });
        var claimed = new List<ClaimedNotice>(limit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var content = new NoticeContent(row.GetGuid(2), row.GetString(3), row.GetString(4), NoticeContent.FromJson(row.GetString(5)));
            var recipient = new Recipient(row.GetString(1), (RecipientSide)row.GetInt16(8));
            var notice = new OutboxNotice(row.GetGuid(0), recipient, content, row.GetFieldValue<DateTimeOffset>(9), row.GetBoolean(6), row.GetInt32(7));
            claimed.Add(new ClaimedNotice(notice, row.IsDBNull(10) ? null : ContactStore.Read(row, recipient, 11)));
        }

        return claimed;
    }

    /// <summary>Keeps a claim whose delivery or record takes long; none that has ended meanwhile.</summary>
    public Task Keep(OutboxNotice notice, TimeSpan claim, CancellationToken cancellationToken) => Run(
        "update notification set next_attempt = now() + $2 where id = $1 and state = 0 and attempts = $3 and next_attempt > now()", notice.Id,
        [new NpgsqlParameter<TimeSpan> { TypedValue = claim }, new NpgsqlParameter<int> { TypedValue = notice.Attempts }], cancellationToken);

    public Task Sent(Guid id, CancellationToken cancellationToken) => Run(
        "update notification set state = 1, sent_at = now(), attempts = attempts + 1, error = null where id = $1 and state = 0", id, [], cancellationToken);

    /// <param name="id">Which.</param>
    /// <param name="state">Dead or withdrawn.</param>
    /// <param name="code">Why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task End(Guid id, NoticeState state, string code, CancellationToken cancellationToken) => Run(
        "update notification set state = $2, error = $3 where id = $1 and state = 0", id,
        [new NpgsqlParameter<short> { TypedValue = (short)state }, new NpgsqlParameter<string> { TypedValue = code }], cancellationToken);

    /// <summary>Tries it again after the pause; true when it has failed for too long and is given up instead.</summary>
    public async Task<bool> Failed(Guid id, string code, TimeSpan pause, TimeSpan giveUp, CancellationToken cancellationToken)
    {
        await using var command = db.Command(
            """
            update notification set attempts = attempts + 1, error = $2, next_attempt = now() + $3, first_failed_at = coalesce(first_failed_at, now()),
                state = case when first_failed_at < now() - $4 then 2 else 0 end
            where id = $1 and state = 0 returning state = 2
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = code });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = pause });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = giveUp });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>Not before that business time; no attempt was made.</summary>
    public Task PutOff(Guid id, DateTimeOffset until, CancellationToken cancellationToken) => Run(
        "update notification set not_before = $2, next_attempt = now() where id = $1 and state = 0", id,
        [new NpgsqlParameter<DateTimeOffset> { TypedValue = until.ToUniversalTime() }], cancellationToken);

    private async Task Run(string sql, Guid id, NpgsqlParameter[] more, CancellationToken cancellationToken)
    {
        await using var command = db.Command(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.AddRange(more);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
