namespace AfterSales.Log;

/// <summary>
/// One command's effect: one row of <c>event_log</c>. <see cref="Seq"/> counts the commands of a stream from 1; the primary key
/// (stream_id, seq) is the fence against duplicate activations.
/// </summary>
/// <param name="Kind">What the stream is about.</param>
/// <param name="StreamId">Ticket id, or the name-based id of kind and natural key (<see cref="StreamIds"/>).</param>
/// <param name="Seq">Expected version + 1.</param>
/// <param name="At">Business time; never decreases within a stream.</param>
/// <param name="Actor">Subject of the caller.</param>
/// <param name="CommandId">Identity of the request that made it.</param>
/// <param name="TraceId">W3C trace id, if any.</param>
/// <param name="Data">JSON array of the command's events, UTF-8; at most <see cref="MaxBytes"/>. Free of personal data.</param>
/// <param name="Personal">JSON array parallel to the events with their free texts, at most <see cref="MaxBytes"/>; null where there are none or they were
/// erased.</param>
public sealed record LogRow(
    StreamKind Kind,
    Guid StreamId,
    int Seq,
    DateTimeOffset At,
    string Actor,
    Guid CommandId,
    string? TraceId,
    ReadOnlyMemory<byte> Data,
    ReadOnlyMemory<byte>? Personal)
{
    /// <summary>Most of one column of a row, 1 MB: an order of 1,000 lines is one fact. What a case takes is bounded far below.</summary>
    public const int MaxBytes = 1_048_576;

    // A null byte[] converts to an empty memory, not to null; no JSON text is empty, so both mean none.
    public ReadOnlyMemory<byte>? Personal { get; init; } = Personal is { IsEmpty: true } ? null : Personal;

    /// <summary>Whether the log takes this row at all.</summary>
    public bool IsTooLarge => Data.Length > MaxBytes || Personal?.Length > MaxBytes;
}
