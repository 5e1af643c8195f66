using AfterSales.Log;

namespace AfterSales.Tests.Storage.Log.Compliance;

/// <summary>What every implementation of the event log must do; run against PostgreSQL and against the in-memory log.</summary>
public abstract partial class EventLogCompliance
{
    private static readonly Guid[] Streams = [.. Enumerable.Range(0, 40).Select(_ => Guid.NewGuid())];

    /// <summary>A log that no other test writes to at the same time.</summary>
    private protected abstract LogUnderTest Create(int capacity = 8_192, int systemReserve = 1_024);
}

/// <summary>A log, its reader, and a way to keep appends from being answered.</summary>
internal abstract class LogUnderTest : IAsyncDisposable
{
    public abstract IEventLog Log { get; }

    public abstract ILogReader Reader { get; }

    /// <summary>Until the result is disposed of, appends are admitted but not answered.</summary>
    public abstract Task<IAsyncDisposable> Stall();

    public abstract ValueTask DisposeAsync();
}
