using AfterSales.ReadModel;
using AfterSales.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.Notifications;

/// <summary>Deletes what inboxes need not keep any more, the oldest first and a bounded number at a time.</summary>
internal sealed partial class NoticeRetention(ReadModelDb db, IBusinessClock clock, IOptions<NotificationOptions> options, ILogger<NoticeRetention> logger)
{
    public async Task Run(CancellationToken cancellationToken)
    {
        var (all, batches) = (0, 0);
        int deleted;
        do
        {
            deleted = await Delete(clock.Now.AddDays(-options.Value.RetentionDays), cancellationToken);
            all += deleted;
        }
        while (deleted == options.Value.CleanUpRows && ++batches < options.Value.CleanUpBatches);
        if (all > 0)
        {
            LogDeleted(logger, all);
        }
    }

    /// <summary>Positions are in the order of the log, as times are but for moments: looking at the oldest ones needs no index by time.</summary>
    private async Task<int> Delete(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var statement = new NpgsqlBatchCommand(
            """
            delete from notification n using (select id, at from notification order by position limit $2) as oldest
            where n.id = oldest.id and oldest.at < $1
            """);
        statement.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = before.ToUniversalTime() });
        statement.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Value.CleanUpRows });
        return await db.Write(statement, cancellationToken);
    }

    [LoggerMessage(1301, LogLevel.Information, "{Deleted} old notifications were deleted")]
    private static partial void LogDeleted(ILogger logger, int deleted);
}
