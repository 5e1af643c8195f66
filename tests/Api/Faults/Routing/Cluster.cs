using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;

namespace AfterSales.Tests.Api.Faults.Routing;

/// <summary>
/// The product as operations run it on this engine: one process on the embedded engine, three silos on Orleans. Clients speak to whichever answers, and
/// again under the same key while an outcome is not known.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
#if ORLEANS
    private static int Processes => 3;
#else
    private static int Processes => 1;
#endif
    private static readonly HttpStatusCode[] Later = [HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout, HttpStatusCode.TooManyRequests];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly string _database;
    private readonly (string Name, string Value)[] _settings;
    private readonly List<SiloProcess> _processes = [];
    private volatile ApiClient[] _clients = [];
    private int _turn;

    private Cluster(string database, (string Name, string Value)[] settings) => (_database, _settings) = (database, settings);

    public static async Task<Cluster> Start(string database, params (string Name, string Value)[] settings)
    {
        var cluster = new Cluster(database, settings);
        try
        {
            // The first one migrates the database; the others join it.
            cluster._processes.Add(await SiloProcess.Start(database, settings));
            cluster._processes.AddRange(await Task.WhenAll(Enumerable.Range(1, Processes - 1).Select(_ => SiloProcess.Start(database, settings))));
            cluster.Connect();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL for one process. The embedded engine's only one starts again on its ports; a silo's work goes to the other silos.</summary>
    public async Task KillOne()
    {
        var killed = _processes[^1];
        await killed.Kill();
        _processes.Remove(killed);
        if (Processes == 1)
        {
            _processes.Add(await killed.Restart(_database, _settings));
        }

        Connect();
    }

    /// <summary>SIGKILL for all, what happens while nothing runs, and all of them again on their ports.</summary>
    public async Task KillAllAround(Func<Task> whileDown)
    {
        await Task.WhenAll(_processes.Select(process => process.Kill()));
        await whileDown();
        // Together: a silo that joins wants to reach every member that is not known to be dead.
        var again = await Task.WhenAll(_processes.Select(killed => killed.Restart(_database, _settings)));
        _processes.Clear();
        _processes.AddRange(again);
        Connect();
    }

    public Task<ApiAnswer> Get(string path, string role) => Until(client => client.Get(path, role));

    public Task<ApiAnswer> Put(string path, string role, JsonNode body) => Until(client => client.Put(path, role, body));

    public Task<ApiAnswer> Post(string path, string role, JsonNode body, string key) => Until(client => client.Post(path, role, body, key));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
    }

    // The clients of the dead are left to the collector: requests may still be failing in them.
    private void Connect() => _clients = [.. _processes.Select(process => new ApiClient(process.Address))];

    private async Task<ApiAnswer> Until(Func<ApiClient, Task<ApiAnswer>> send)
    {
        using var pause = new PeriodicTimer(Pause);
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var clients = _clients;
            var last = await Try(send, clients[(uint)Interlocked.Increment(ref _turn) % clients.Length]);
            if (last is not null && !Later.Contains(last.Status))
            {
                return last;
            }

            if (TimeProvider.System.GetElapsedTime(since) > Patience)
            {
                throw new TimeoutException($"No answer within {Patience.TotalSeconds} s; the last one: {last?.ToString() ?? "none"}");
            }

            await pause.WaitForNextTickAsync();
        }
    }

    private static async Task<ApiAnswer?> Try(Func<ApiClient, Task<ApiAnswer>> send, ApiClient client)
    {
        try
        {
            return await send(client);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }
}
