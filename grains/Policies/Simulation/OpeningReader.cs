using AfterSales.Log;
using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>Reads the openings of a period from the log.</summary>
internal sealed class OpeningReader(ILogReader log)
{
    private const int PageSize = 1_000;

    public async Task<List<PastOpening>> Read(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var found = new List<PastOpening>();
        var cursor = LogCursor.Start;
        while (await log.Read(cursor, PageSize, cancellationToken) is { Count: > 0 } page)
        {
            cursor = page[^1].Cursor;
            found.AddRange(page
                .Where(logged => logged.Row.Kind == StreamKind.Ticket && logged.Row.At >= since)
                .Select(logged => OpeningOf(logged.Row))
                .OfType<PastOpening>());
        }

        return found;
    }

    /// <summary>Null: the row is no opening.</summary>
    private static PastOpening? OpeningOf(LogRow row)
    {
        var events = TicketCodec.Instance.Decode(row.Data.Span, personal: null);
        return events.OfType<Opened>().FirstOrDefault() is not { } opened ? null : new PastOpening(
            opened.Id,
            opened.Kind,
            opened.OrderProgress,
            opened.NoReasonReturn,
            opened.WindowOverride,
            opened.Requested ?? opened.Claim,
            opened.CustomerId,
            row.At,
            events.OfType<AutoApproved>().FirstOrDefault()?.Rule);
    }
}
