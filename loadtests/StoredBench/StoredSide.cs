using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.Tickets;

namespace AfterSales.LoadTests.StoredBench;

/// <summary>A product on a database that holds so many cases, on which further ones are opened slice by slice.</summary>
internal sealed class StoredSide : IAsyncDisposable
{
    private const int WarmUp = 2_000;
    private readonly BenchDatabase _database;
    private readonly ProductHost _host;
    private readonly int _workers;
    private readonly LatencyHistogram _latencies = new();
    private TimeSpan _elapsed;
    private int _slices;

    private StoredSide(BenchDatabase database, ProductHost host, int workers)
    {
        _database = database;
        _host = host;
        _workers = workers;
    }

    /// <summary>All slices but the warm-up.</summary>
    public Round Total => new(_latencies.Count, _elapsed, _latencies);

    public static async Task<StoredSide> Fill(int stored, int workers, BenchProgress progress)
    {
        var database = await BenchDatabase.Create("growth");
        progress.Say($"growth: storing {stored:N0} cases");
        await StoredCases.Fill(database.ConnectionString, stored, done => progress.Say($"growth: stored {done:N0} of {stored:N0} cases"));
        var side = new StoredSide(database, await ProductHost.Start(database.ConnectionString), workers);
        await side.Slice(WarmUp);
        progress.Step();
        return side;
    }

    public async Task Open(int cases)
    {
        var round = await Slice(cases);
        _latencies.Add(round.Latencies);
        _elapsed += round.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<Round> Slice(int count)
    {
        var cases = new BenchCases($"s{++_slices}");
        await new ProductSide(_host, _workers).Import(cases, BenchCases.Orders(count), DateTimeOffset.UtcNow);
        await _database.Settle();
        return await Load.Of(count, _workers, async (piece, latencies) =>
        {
            var ticket = _host.Grains.GetGrain<ITicketGrain>(Guid.CreateVersion7());
            ProductSide.Require(await latencies.Timed(() => ticket.Open(cases.Open(piece), ProductSide.Context(cases.Customer(piece)))));
        });
    }
}
