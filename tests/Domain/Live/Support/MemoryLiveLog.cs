using AfterSales.Live;
using AfterSales.Log;
using AfterSales.Log.InMemory;

namespace AfterSales.Tests.Domain.Live;

/// <summary>The in-memory log as the live feed reads it; counts the readings of its end and can be away.</summary>
internal sealed class MemoryLiveLog(InMemoryEventLog log) : ILiveLog, ILogReader
{
    private int _reads;
    private volatile bool _away;

    /// <summary>Completes with every further reading of the log.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public bool Away
    {
        get => _away;
        set => _away = value;
    }

    public async Task<LogCursor> ReadEnd(CancellationToken cancellationToken) =>
        (await ThrowWhenAway().Read(LogCursor.Start, int.MaxValue, cancellationToken)) is [.., var last] ? last.Cursor : LogCursor.Start;

    public async Task<IReadOnlyList<LoggedRow>> ReadStream(
        Guid streamId, LogCursor after, LogCursor through, int limit, CancellationToken cancellationToken) =>
        [.. (await ThrowWhenAway().Read(after, int.MaxValue, cancellationToken)).Where(row => row.Row.StreamId == streamId && row.Cursor <= through).Take(limit)];

    public Task<IReadOnlyList<LoggedRow>> Read(LogCursor after, int limit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return ThrowWhenAway().Read(after, limit, cancellationToken);
    }

    public Task<IReadOnlyList<LogMark>> ReadMarks(LogCursor after, int limit, CancellationToken cancellationToken) => log.ReadMarks(after, limit, cancellationToken);

    private InMemoryEventLog ThrowWhenAway() => _away ? throw new LogUnavailableException("away") : log;
}
