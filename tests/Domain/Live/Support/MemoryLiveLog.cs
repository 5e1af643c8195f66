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

    /// <summary>The first transaction that this log has not come to.</summary>
    public ulong NextTx { get; set; } = ulong.MaxValue;

    /// <summary>Set: the next reading of a stream waits for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>Completes when a reading of a stream has come to the gate.</summary>
    public TaskCompletionSource AtGate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<bool> Holds(LogCursor place, CancellationToken cancellationToken) => Task.FromResult(place.Tx < NextTx);

    public async Task<LogCursor> ReadEnd(CancellationToken cancellationToken) =>
        (await ThrowWhenAway().Read(LogCursor.Start, int.MaxValue, cancellationToken)) is [.., var last] ? last.Cursor : LogCursor.Start;

    public async Task<IReadOnlyList<LoggedRow>> ReadStream(
        Guid streamId, LogCursor after, LogCursor through, int limit, CancellationToken cancellationToken)
    {
        if (Gate is { } gate)
        {
            Gate = null;
            AtGate.TrySetResult();
            await gate.Task.WaitAsync(cancellationToken);
        }

        return [.. (await ThrowWhenAway().Read(after, int.MaxValue, cancellationToken)).Where(row => row.Row.StreamId == streamId && row.Cursor <= through).Take(limit)];
    }

    public Task<IReadOnlyList<LoggedRow>> Read(LogCursor after, int limit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return ThrowWhenAway().Read(after, limit, cancellationToken);
    }

    public Task<IReadOnlyList<LogMark>> ReadMarks(LogCursor after, int limit, CancellationToken cancellationToken) => log.ReadMarks(after, limit, cancellationToken);

    private InMemoryEventLog ThrowWhenAway() => _away ? throw new LogUnavailableException("away") : log;
}
