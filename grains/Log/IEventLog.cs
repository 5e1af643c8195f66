namespace AfterSales.Log;

/// <summary>The event log as an activation sees it. Both stores, PostgreSQL and in-memory, pass one compliance suite.</summary>
public interface IEventLog
{
    /// <summary>
    /// Appends one row durably (group commit). Never throws for expected faults. Rows of one stream are written in the order of their
    /// calls. Retrying after <see cref="AppendStatus.Unknown"/> is safe: if the row was written, the answer is <see cref="AppendStatus.Conflict"/>, and
    /// reading the stream finds the command.
    /// </summary>
    Task<AppendStatus> Append(LogRow row, AppendLane lane = AppendLane.Command);

    /// <summary>
    /// The newest usable snapshot and every row after it; batched with concurrent loads. Throws <see cref="LogUnavailableException"/>
    /// when the database cannot be reached.
    /// </summary>
    /// <param name="streamId">The stream.</param>
    /// <param name="foldVersion">Snapshots of another fold version are ignored; 0 asks for no snapshot.</param>
    /// <param name="includeFirst">With a snapshot, also return row 1 (its personal texts are not in the snapshot).</param>
    Task<StreamLoad> Load(Guid streamId, int foldVersion, bool includeFirst = false);

    /// <summary>Rows with afterSeq &lt; seq &lt;= throughSeq, at most <paramref name="limit"/>, in order.</summary>
    Task<IReadOnlyList<LogRow>> Read(Guid streamId, int afterSeq, int throughSeq, int limit);

    /// <summary>Identity of every command through <paramref name="throughSeq"/>: what a snapshot needs to recognise retries.</summary>
    Task<IReadOnlyList<(int Seq, Guid CommandId)>> ReadCommands(Guid streamId, int throughSeq);

    /// <summary>The stream's newest seq, 0 when it has none; batched with concurrent calls.</summary>
    Task<int> ReadVersion(Guid streamId);

    /// <summary>Queues a snapshot for writing in the background; a full queue drops it.</summary>
    void OfferSnapshot(StreamSnapshot snapshot);
}

/// <summary>A folded state at <paramref name="Seq"/>, JSON without personal texts.</summary>
public sealed record StreamSnapshot(Guid StreamId, int Seq, int FoldVersion, ReadOnlyMemory<byte> Data);

public sealed record StreamLoad(StreamSnapshot? Snapshot, IReadOnlyList<LogRow> Rows);

/// <summary>The database cannot be reached, or did not answer in time; nothing was done.</summary>
public sealed class LogUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
