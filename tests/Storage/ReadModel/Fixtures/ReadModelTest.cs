using Xunit;

namespace AfterSales.Tests.Storage.ReadModel;

/// <summary>A test with a fresh database; skipped where no server is named.</summary>
public abstract class ReadModelTest : IAsyncLifetime
{
    private ReadModelDatabase? _database;

    private protected ReadModelDatabase Database => _database!;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(ReadModelDatabase.Server is null, "AFTERSALES_TEST_DB names no PostgreSQL server.");
        _database = await ReadModelDatabase.Create();
        await Prepare();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CleanUp();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    private protected virtual Task Prepare() => Task.CompletedTask;

    private protected virtual Task CleanUp() => Task.CompletedTask;
}
