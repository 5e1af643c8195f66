using System.Net.Http.Headers;
using System.Text;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.HttpBench.Driver;

/// <summary>Sends scripted requests and reads whole answers. Never tries again: a refused request is a failed bench, not a slower one.</summary>
internal sealed class WireClient : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly HttpClient _http;
    private readonly TokenCache _tokens;

    public WireClient(Uri url, TokenCache tokens, int connections)
    {
        _tokens = tokens;
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseCookies = false, UseProxy = false })
        {
            BaseAddress = url,
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    /// <summary>The Location header's path, when there is one.</summary>
    public async Task<string?> Send(ScriptedRequest scripted)
    {
        using var request = Request(scripted);
        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new BenchRefusedException(
                $"{scripted.Method} {scripted.Path} was answered {(int)response.StatusCode}: {Encoding.UTF8.GetString(body)}");
        }

        return response.Headers.Location?.ToString();
    }

    public async Task<byte[]> Read(ScriptedRequest scripted)
    {
        using var request = Request(scripted);
        using var response = await _http.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(ScriptedRequest scripted)
    {
        var request = new HttpRequestMessage(scripted.Method, scripted.Path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens.Of(scripted.Caller));
        if (scripted.Key is not null)
        {
            request.Headers.Add("Idempotency-Key", scripted.Key);
        }

        if (scripted.Body is not null)
        {
            request.Content = new ByteArrayContent(scripted.Body) { Headers = { ContentType = Json } };
        }

        return request;
    }
}
