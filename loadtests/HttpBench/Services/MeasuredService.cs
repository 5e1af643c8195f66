using System.Globalization;
using System.Text.Json;
using AfterSales.LoadTests.HttpBench.Driver;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using Npgsql;

namespace AfterSales.LoadTests.HttpBench.Services;

/// <summary>A service for all rounds of a bench: fresh database, fresh process, warmed up. It has nothing left to do when a phase ends.</summary>
internal sealed class MeasuredService : IAsyncDisposable
{
    private readonly HttpSide _side;
    private readonly BenchDatabase _database;
    private readonly ServiceProcess _service;
    private readonly Uri _url;
    private readonly Dictionary<string, string> _driver;
    private int _completed;

    private MeasuredService(HttpSide side, BenchDatabase database, ServiceProcess service, Uri url, string key)
    {
        _side = side;
        _database = database;
        _service = service;
        _url = url;
        _driver = new Dictionary<string, string> { [DriveCommand.KeyVariable] = key };
    }

    public static async Task<MeasuredService> Start(HttpSide side, int warmUpCases, int workers)
    {
        var database = await BenchDatabase.Create("http");
        var key = ProductTokens.NewKey();
        var url = new Uri($"http://127.0.0.1:{ServiceProcess.FreePort()}");
        var started = new MeasuredService(side, database, await side.Start(url, database, key), url, key);
        await started.Import("warm", warmUpCases);
        await started.Closed("warm", warmUpCases, workers);
        await started.CatchUp();
        return started;
    }

    public Task Import(string prefix, int cases) => Drive("import", prefix, cases);

    /// <summary>As many requests as the service takes; with the processor seconds it and the database needed until everything had caught up.</summary>
    public async Task<(DriveResult Result, double ServiceSeconds, double DatabaseSeconds)> Saturate(string prefix, int cases, int workers)
    {
        await _database.Settle();
        var time = await ProcessorTime.Of(_service.Id, _database.ConnectionString);
        var before = time.ReadSeconds();
        var result = await Closed(prefix, cases, workers);
        await CatchUp();
        var after = time.ReadSeconds();
        return (result, after.Service - before.Service, after.Database - before.Database);
    }

    public async Task<DriveResult> Offer(string prefix, int cases, double casesPerSecond, int seed)
    {
        await _database.Settle();
        var result = await Drive("open", prefix, cases, "--rate", casesPerSecond.ToString(CultureInfo.InvariantCulture), "--seed", $"{seed}");
        _completed += cases;
        await CatchUp();
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<DriveResult> Closed(string prefix, int cases, int workers)
    {
        var result = await Drive("closed", prefix, cases, "--workers", $"{workers}");
        _completed += cases;
        return result;
    }

    private async Task<DriveResult> Drive(string mode, string prefix, int cases, params string[] more)
    {
        var output = await ServiceProcess.Run(
            typeof(DriveCommand).Assembly.Location,
            ["drive", "--url", _url.ToString(), "--mode", mode, "--prefix", prefix, "--cases", $"{cases}", .. more],
            _driver);
        return JsonSerializer.Deserialize(output, DriveJson.Default.DriveResult)!;
    }

    private async Task CatchUp()
    {
        await using var observer = NpgsqlDataSource.Create(_database.ConnectionString);
        await ProductLag.Wait(observer, _side.CaughtUp, _completed);
    }
}
