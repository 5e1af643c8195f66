using AfterSales.Log;
using AfterSales.Tests.Storage.Fixtures;
using AfterSales.Tests.Storage.Log.Compliance;
using Npgsql;
using Xunit;

namespace AfterSales.Tests.Storage.Log.Postgres;

/// <summary>The compliance suite against PostgreSQL.</summary>
public sealed class PostgresEventLogTests(MigratedDatabase database) : EventLogCompliance, IClassFixture<MigratedDatabase>, IAsyncLifetime
{
    // Tests of a class run one after the other, each on an empty log.
    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.IsGiven)
        {
            await database.Execute("truncate event_log, stream_snapshot");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private protected override LogUnderTest Create(int capacity = 8_192, int systemReserve = 1_024) => new OnPostgres(database, capacity, systemReserve);

    private sealed class OnPostgres(MigratedDatabase database, int capacity, int systemReserve) : LogUnderTest
    {
        private readonly PostgresLog _log = new(database.ConnectionString, options =>
        {
            options.QueueCapacity = capacity;
            options.SystemReserve = systemReserve;

            // A stall must not end in timeouts on a busy machine.
            options.LockTimeoutMilliseconds = 5_000;
            options.AppendTimeoutMilliseconds = 15_000;
        });

        public override IEventLog Log => _log.Log;

        public override ILogReader Reader => _log.Reader;

        public override async Task<IAsyncDisposable> Stall()
        {
            // A row held by each loop would do as well; the table lock stops both at once.
            var connection = await database.Source.OpenConnectionAsync();
            var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand("lock table event_log in exclusive mode", connection, transaction);
            await command.ExecuteNonQueryAsync();
            return new Release(connection);
        }

        public override ValueTask DisposeAsync() => _log.DisposeAsync();
    }

    /// <summary>Closing the connection rolls its transaction back, which frees the lock.</summary>
    private sealed class Release(NpgsqlConnection connection) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
