namespace AfterSales.Log;

/// <summary>
/// Place in the order of the whole log. Always the pair: two transactions interleave positions, so paging by position alone loses events.
/// </summary>
public readonly record struct LogCursor(ulong Tx, long Position) : IComparable<LogCursor>
{
    public static LogCursor Start { get; }

    public int CompareTo(LogCursor other) => Tx != other.Tx ? Tx.CompareTo(other.Tx) : Position.CompareTo(other.Position);

    public static bool operator <(LogCursor left, LogCursor right) => left.CompareTo(right) < 0;

    public static bool operator >(LogCursor left, LogCursor right) => left.CompareTo(right) > 0;

    public static bool operator <=(LogCursor left, LogCursor right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LogCursor left, LogCursor right) => left.CompareTo(right) >= 0;
}

/// <summary>A committed row with its place.</summary>
public sealed record LoggedRow(LogCursor Cursor, LogRow Row);

/// <summary>A committed row's place and identity without its contents; enough for a follower.</summary>
public readonly record struct LogMark(LogCursor Cursor, StreamKind Kind, Guid StreamId, int Seq);

/// <summary>Reads the log in its order, never past a transaction that may still commit (<c>tx &lt; xmin</c> of the snapshot).</summary>
public interface ILogReader
{
    Task<IReadOnlyList<LoggedRow>> Read(LogCursor after, int limit, CancellationToken cancellationToken);

    Task<IReadOnlyList<LogMark>> ReadMarks(LogCursor after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Whether a row stands at this place (or it is the beginning). What a caller kept is the place of a row he read: when there is none, the log was restored
    /// since, and reading on from there could pass over rows.
    /// </summary>
    Task<bool> Holds(LogCursor place, CancellationToken cancellationToken);
}
