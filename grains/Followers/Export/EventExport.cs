using AfterSales.Log;
using AfterSales.Log.Postgres.Archive;

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

    /// <summary>The personal column stays behind. A row whose contents are nowhere is an error: a reader would pass over it for good.</summary>
    private static ExportedEvent Export(LoggedRow logged) => !ArchivedRows.Holds(logged.Row)
        ? throw new InvalidDataException($"Row {logged.Row.Seq} of stream {logged.Row.StreamId} is archived, and the archive does not hold it.")
        : new ExportedEvent(
        ExportCursor.ToText(logged.Cursor),
        logged.Row.Kind,
        logged.Row.StreamId,
        logged.Row.Seq,
        logged.Row.At,
        logged.Row.Actor,
        logged.Row.TraceId,
        logged.Row.Data);
}
