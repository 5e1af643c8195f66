using AfterSales.Log;
using AfterSales.Log.InMemory;
using AfterSales.Tests.Storage.Log.Compliance;

namespace AfterSales.Tests.Storage.Log.InMemory;

/// <summary>The compliance suite against the in-memory log.</summary>
public sealed class InMemoryEventLogTests : EventLogCompliance
{
    private protected override LogUnderTest Create(int capacity = 8_192, int systemReserve = 1_024) => new InMemory(capacity, systemReserve);

    /// <summary>Stalls by delays of a time that stands still until the stall ends.</summary>
    private sealed class InMemory : LogUnderTest, ILogFaultPlan
    {
        private readonly ManualTime _time = new();
        private readonly InMemoryEventLog _log;
        private TimeSpan _delay;

        public InMemory(int capacity, int systemReserve) => _log = new InMemoryEventLog(_time, this, capacity, systemReserve);

        public override IEventLog Log => _log;

        public override ILogReader Reader => _log;

        public AppendFate Next(LogRow row) => new(LogFault.None, _delay, TimeSpan.Zero);

        public override Task<IAsyncDisposable> Stall()
        {
            _delay = TimeSpan.FromSeconds(1);
            return Task.FromResult<IAsyncDisposable>(new Release(this));
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private sealed class Release(InMemory owner) : IAsyncDisposable
        {
            public ValueTask DisposeAsync()
            {
                owner._delay = TimeSpan.Zero;
                owner._time.Advance(TimeSpan.FromMinutes(1));
                return ValueTask.CompletedTask;
            }
        }
    }
}
