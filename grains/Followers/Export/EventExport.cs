using AfterSales.Log;

namespace AfterSales.Followers;

/// <summary>Reads through <see cref="ILogReader"/>, which never passes a transaction that may still commit: a late commit is never skipped.</summary>
internal sealed class EventExport(ILogReader reader) : IEventExport
{
    private const int RetryAfterSeconds = 2;

    public async Task<Outcome<ExportPage>> Read(string? cursor, int limit, CancellationToken cancellationToken)
    {
        var after = LogCursor.Start;
        if (cursor is not null && !ExportCursor.TryParse(cursor, out after))
        {
            return new Failure(FailureCodes.InvalidCursor, "The cursor is not one of this export.");
        }

        try
        {
            if (cursor is not null && !await reader.Holds(after, cancellationToken))
            {
                return new Failure(FailureCodes.InvalidCursor, "No row stands where this cursor points: the log was restored since. Begin anew, without a cursor.");
            }

            var rows = await reader.Read(after, limit, cancellationToken);
            var items = new ExportedEvent[rows.Count];
            for (var i = 0; i < items.Length; i++)
            {
                items[i] = Export(rows[i]);
            }

            return new ExportPage(items, items.Length == 0 ? cursor : items[^1].Cursor);
        }
        catch (LogUnavailableException)
        {
            return new Failure(FailureCodes.StorageUnavailable, "The log cannot be read at the moment.") { RetryAfter = RetryAfterSeconds };
        }
    }

    /// <summary>The personal column stays behind.</summary>
    private static ExportedEvent Export(LoggedRow logged) => new(
        ExportCursor.ToText(logged.Cursor),
        logged.Row.Kind,
        logged.Row.StreamId,
        logged.Row.Seq,
        logged.Row.At,
        logged.Row.Actor,
        logged.Row.TraceId,
        logged.Row.Data);
}
