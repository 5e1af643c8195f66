using System.Globalization;
using AfterSales.Log;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>Pages through a ticket's rows; what a caller may not see is left out, so a page may hold fewer entries than asked for.</summary>
internal static class TicketTimeline
{
    public static async Task<Outcome<TimelinePage>> Read(IEventLog log, Guid ticketId, int version, string? cursor, int limit, Caller caller)
    {
        var after = 0;
        if (cursor is not null
            && (!int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after) || after > version))
        {
            return new Failure(FailureCodes.InvalidCursor, "The cursor is not one of this timeline.");
        }

        try
        {
            var rows = await log.Read(ticketId, after, version, Math.Clamp(limit, 1, 200));
            var entries = rows.SelectMany(row => TimelineRenderer.Render(row, TicketCodec.Instance, caller)).ToImmutableArray();
            var last = rows.Count == 0 ? version : rows[^1].Seq;
            return new TimelinePage(entries, last < version ? last.ToString(CultureInfo.InvariantCulture) : null);
        }
        catch (LogUnavailableException)
        {
            return StorageFailures.Unavailable;
        }
    }
}
