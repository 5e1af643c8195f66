using AfterSales.ReadModel;
using AfterSales.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.Notifications;

/// <summary>
/// Deletes what inboxes need not keep any more, the oldest first and a bounded number at a time. What waits to be sent stays, however old. Used by one caller
/// at a time.
/// </summary>
/// <remarks>
/// Nor is anything deleted that the follower may come by again: what is gone would be made and sent again. Its rows are known by the database's time, theirs by
/// business time as processes have it; an hour is more than clocks differ.
/// </remarks>
internal sealed partial class NoticeRetention(ReadModelDb db, IBusinessClock clock, IOptions<NotificationOptions> options, ILogger<NoticeRetention> logger)
{
    /// <summary>Place up to which this sweep has looked: what had to stay is not looked at again by every statement.</summary>
    private long _passed;

    /// <returns>Whether there is more, to be done after a pause.</returns>
    public async Task<bool> Run(CancellationToken cancellationToken)
    {
        var (all, batches, isMore) = (0L, 0, true);
        while (isMore && batches++ < options.Value.CleanUpBatches)
        {
            var (deleted, old, last) = await Delete(clock.Now.AddDays(-options.Value.RetentionDays), cancellationToken);
            all += deleted;
            isMore = old == options.Value.CleanUpRows;
            _passed = isMore ? last : 0;
        }

        if (all > 0)
        {
            LogDeleted(logger, all);
        }

        return isMore;
    }

    /// <summary>Positions are in the order of the log, as times are but for moments: looking at the oldest ones needs no index by time.</summary>
    private async Task<(long Deleted, long Old, long Last)> Delete(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var command = db.Command(
            """
            with passed as (
                select coalesce((select f.caught_up_at + c.ahead - interval '1 hour' from follower_cursor f, business_clock c where f.name = $4), '-infinity') as until),
            oldest as (select id, at, position from notification where position > $3 order by position limit $2),
            deleted as (
                delete from notification n using oldest
                where n.id = oldest.id and oldest.at < $1 and oldest.at < (select until from passed) and n.state <> 0
                    and not exists (select from follower_parked p where p.consumer = $4 and p.stream_id = n.ticket_id)
                returning 1)
            select (select count(*) from deleted), count(*) filter (where at < $1), coalesce(max(position), 0) from oldest
            """);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = before.ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Value.CleanUpRows });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = _passed });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = NotificationConsumer.ConsumerName });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
    }

    [LoggerMessage(1301, LogLevel.Information, "{Deleted} old notifications were deleted")]
    private static partial void LogDeleted(ILogger logger, long deleted);
}
