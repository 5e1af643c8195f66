using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems;

namespace AfterSales.Tests.LoadTests.Driving;

/// <summary>The product in the test's own process, on a database of its own.</summary>
internal sealed class InProcessSystem : LoadedSystem
{
    private const string Variable = "AFTERSALES_TEST_DB";
    private readonly BenchDatabase _database;
    private readonly ProductHost _host;

    private InProcessSystem(BenchDatabase database, ProductHost host) => (_database, _host) = (database, host);

    public override ImmutableArray<Uri> Fronts => [_host.Url];

    public override string Key => _host.Key;

    public override string ConnectionString => _database.ConnectionString;

    public override ImmutableArray<SystemProcess> Processes => [];

    /// <summary>Skips the test where no server is.</summary>
    public static async Task<InProcessSystem> Start()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(server), $"{Variable} names no PostgreSQL server; ./test starts one.");
        var database = await BenchDatabase.Create("drive", server!);
        return new InProcessSystem(database, await ProductHost.Start(database.ConnectionString));
    }

    public override async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }
}
