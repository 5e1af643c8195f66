using System.CommandLine;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Shop.Driving;
using AfterSales.LoadTests.Shop.Planning;
using Spectre.Console;

namespace AfterSales.LoadTests.Shop;

/// <summary><c>shop</c>: a real shop's year through the API.</summary>
internal static class ShopCommand
{
    private const string KeyVariable = "AFTERSALES_Auth__DevelopmentKey";

    private static readonly Option<FileInfo> Orders = new("--orders")
    {
        Description = "CSV with InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country.",
        Required = true,
    };

    private static readonly Option<Uri> Url = BenchCommand.Url("A running system; without it one is started on an empty database.");

    private static readonly Option<DirectoryInfo> Data = new("--data")
    {
        Description = $"Data folder of the running system, for its development key (default .data; or {KeyVariable}).",
    };

    private static readonly Option<int> Parallel = new("--parallel") { Description = "Customers at once.", DefaultValueFactory = _ => 16 };

    public static Command Create()
    {
        var command = new Command("shop", "Puts a real shop's year through the HTTP API and checks every sum.") { Orders, Url, Data, Parallel };
        command.SetAction((parsed, cancellation) => BenchCommand.Guard(async () =>
        {
            var plan = ShopPlanner.Plan(ShopFile.Read(parsed.GetValue(Orders)!.FullName));
            if (parsed.GetValue(Url) is { } url)
            {
                return await Run(plan, url, ReadKey(parsed.GetValue(Data)), parsed.GetValue(Parallel), cancellation);
            }

            await using var database = await BenchDatabase.Create("shop");
            var own = new Uri($"http://127.0.0.1:{ServiceProcess.FreePort()}");
            var key = ProductTokens.NewKey();
            await using var service = await ProductService.Start(own, database.ConnectionString, key);
            return await Run(plan, own, key, parsed.GetValue(Parallel), cancellation);
        }));
        return command;
    }

    private static async Task<int> Run(ShopPlan plan, Uri url, string key, int parallel, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
        var api = new ApiClient(http, ProductTokens.Cache(key).Of);
        var report = await BenchProgress.Run("shop", plan.Steps.Length, async progress =>
        {
            var outcome = await new ShopDriver(api, parallel).Run(plan, progress.Step, cancellation);
            progress.Say("shop: checking sums");
            return ShopReport.Of(plan, outcome, await new ShopChecks(api, parallel).Run(plan, outcome));
        });
        report.Write();
        AnsiConsole.WriteLine(report.ToText());
        return report.Passed ? 0 : 1;
    }

    private static string ReadKey(DirectoryInfo? data)
    {
        if (data is null && Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key)
        {
            return key;
        }

        var file = Path.Combine(data?.FullName ?? Path.Combine(Artifacts.Root, ".data"), "development.key");
        return File.Exists(file)
            ? File.ReadAllText(file).Trim()
            : throw new BenchRefusedException($"no development key: {file} does not exist; name the system's data folder with --data or set {KeyVariable}.");
    }
}
