using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Audit.Api;

/// <summary>Asks the system's fronts in turn, those that answer.</summary>
internal sealed class AuditApi : IDisposable
{
    /// <summary>Sees everything, and as a system may ask often.</summary>
    public static readonly ApiCaller Admin = new("audit", "admin");

    private readonly ImmutableArray<HttpClient> _http;
    private readonly ImmutableArray<ApiClient> _fronts;
    private int _turn;

    private AuditApi(ImmutableArray<HttpClient> http, string key)
    {
        _http = http;
        var tokens = ProductTokens.Cache(key);
        _fronts = [.. http.Select(client => new ApiClient(client, tokens.Of))];
    }

    /// <summary>Fronts that do not answer are left out: nothing is compared through them, and every case can be asked through each of the others.</summary>
    public static async Task<AuditApi> Connect(LoadedSystem system, AuditLedger ledger, CancellationToken cancellation)
    {
        var answering = ImmutableArray.CreateBuilder<HttpClient>();
        foreach (var front in system.Fronts)
        {
            var client = new HttpClient { BaseAddress = front, Timeout = TimeSpan.FromSeconds(30) };
            if (await IsAlive(client, cancellation))
            {
                answering.Add(client);
            }
            else
            {
                client.Dispose();
                ledger.Looked(AuditNames.NotLooked + $"front {front} (does not answer)");
            }
        }

        return answering.Count > 0 ? new AuditApi(answering.DrainToImmutable(), system.Key) : throw new BenchRefusedException("no front of the system answers: there is nothing to audit.");
    }

    public Task<ApiAnswer> Get(string path) => Next().Get(path, Admin);

    public Task<ApiAnswer> Get(string path, ApiCaller caller) => Next().Get(path, caller);

    public Task<ApiAnswer> Post(string path, ApiCaller caller, string key, byte[] body) => Next().Post(path, caller, key, body);

    public void Dispose()
    {
        foreach (var client in _http)
        {
            client.Dispose();
        }
    }

    private ApiClient Next() => _fronts[(int)((uint)Interlocked.Increment(ref _turn) % _fronts.Length)];

    private static async Task<bool> IsAlive(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
