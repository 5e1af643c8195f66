using AfterSales.Log;

namespace AfterSales.Followers;

/// <summary>The log for other systems (GET /v1/events): in its order, complete, resumable after any row, without personal data.</summary>
public interface IEventExport
{
    /// <summary>
    /// The next rows. A malformed cursor answers <see cref="FailureCodes.InvalidCursor"/>; a database that is away
    /// <see cref="FailureCodes.StorageUnavailable"/>. An empty page means: nothing more for now, ask again with the same cursor.
    /// </summary>
    /// <param name="cursor">From any row read before; null for the beginning.</param>
    /// <param name="limit">1-1,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Outcome<ExportPage>> Read(string? cursor, int limit, CancellationToken cancellationToken);
}

/// <param name="Items">Rows in the order of the log.</param>
/// <param name="Next">Cursor after the last row; the one given when there was none.</param>
public sealed record ExportPage(IReadOnlyList<ExportedEvent> Items, string? Next);

/// <param name="Cursor">Resumes after this row.</param>
/// <param name="StreamKind">What the stream is about.</param>
/// <param name="StreamId">Ticket id, or the id made of kind and natural key.</param>
/// <param name="Seq">Version of the stream after this row.</param>
/// <param name="At">Business time.</param>
/// <param name="Actor">Subject of the caller.</param>
/// <param name="TraceId">W3C trace id, if any.</param>
/// <param name="Events">The row's events: a JSON array in UTF-8, to be written as it is.</param>
public sealed record ExportedEvent(
    string Cursor,
    StreamKind StreamKind,
    Guid StreamId,
    int Seq,
    DateTimeOffset At,
    string Actor,
    string? TraceId,
    ReadOnlyMemory<byte> Events);
