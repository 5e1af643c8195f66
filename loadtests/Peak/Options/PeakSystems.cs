using System.CommandLine;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Peak.Options;

/// <summary>The system that a run is driven against: started for it, or one that runs already.</summary>
internal static class PeakSystems
{
    private const string KeyVariable = "AFTERSALES_Auth__DevelopmentKey";
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(5);

    public static async Task<LoadedSystem> Open(ParseResult parsed, string folder, CancellationToken cancellation)
    {
        if (parsed.GetValue(PeakOptions.Urls) is not { Length: > 0 } urls)
        {
            if (parsed.GetResult(PeakOptions.Data) is not null)
            {
                throw new BenchRefusedException("--data belongs to --url: a system that is started here makes its own key.");
            }

            return await LocalSystem.Start(new SystemOptions { Silos = Silos(parsed), Logs = Path.Combine(folder, "logs") }, cancellation);
        }

        var key = Key(parsed.GetValue(PeakOptions.Data));
        await Task.WhenAll(urls.Select(url => Reach(url, key, cancellation)));
        return new RemoteSystem([.. urls], key, Environment.GetEnvironmentVariable(PeakOptions.AuditDatabase) is { Length: > 0 } database ? database : null);
    }

    /// <summary>What can be refused without starting anything.</summary>
    public static void Check(ParseResult parsed)
    {
        if (parsed.GetValue(PeakOptions.Urls) is { Length: > 0 })
        {
            _ = Key(parsed.GetValue(PeakOptions.Data));
        }
        else
        {
            _ = Silos(parsed);
        }
    }

    private static int Silos(ParseResult parsed)
    {
        var silos = parsed.GetValue(PeakOptions.Silos);
        return silos > 1 && BenchReport.BuiltFor == "embedded"
            ? throw new BenchRefusedException($"--silos must be 1 with the embedded engine, not '{silos}'; several need --engine orleans.")
            : silos;
    }

    private static async Task Reach(Uri url, string key, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = url, Timeout = AnswersWithin };
        try
        {
            using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
            if (!ready.IsSuccessStatusCode)
            {
                throw new BenchRefusedException($"--url {url} answers, but is not ready: {(int)ready.StatusCode} from /health/ready.");
            }

            using var ask = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/tickets?limit=1", UriKind.Relative));
            ask.Headers.Authorization = new("Bearer", ProductTokens.Cache(key).Of(new("bench", "supervisor")));
            using var answer = await http.SendAsync(ask, cancellation);
            if ((int)answer.StatusCode == 401)
            {
                throw new BenchRefusedException($"--url {url} does not take the development key; name the data folder of that system with --data or set {KeyVariable}.");
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new BenchRefusedException($"--url must be a running system, but {url} does not answer: {failure.Message}");
        }
    }

    private static string Key(DirectoryInfo? data)
    {
        if (data is null && Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key)
        {
            return key;
        }

        var file = Path.Combine(data?.FullName ?? Path.Combine(Artifacts.Root, ".data"), "development.key");
        return File.Exists(file)
            ? File.ReadAllText(file).Trim()
            : throw new BenchRefusedException($"--data must be the data folder of the system at --url: there is no {file}. {KeyVariable} may hold the key instead.");
    }
}
