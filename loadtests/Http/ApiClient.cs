using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace AfterSales.LoadTests.Http;

/// <summary>
/// Calls the REST API as the contract asks its callers to: every mutating call carries a key, and an answer that says "later" or no answer
/// at all is tried again under the same key.
/// </summary>
internal sealed class ApiClient(HttpClient http, Func<ApiCaller, string> tokenOf)
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan DefaultPause = TimeSpan.FromMilliseconds(200);

    public Task<ApiAnswer> Get(string path, ApiCaller caller) => Send(HttpMethod.Get, path, caller, null, null);

    public Task<ApiAnswer> Put(string path, ApiCaller caller, byte[] body) => Send(HttpMethod.Put, path, caller, null, body);

    public Task<ApiAnswer> Post(string path, ApiCaller caller, string key, byte[] body) => Send(HttpMethod.Post, path, caller, key, body);

    private async Task<ApiAnswer> Send(HttpMethod method, string path, ApiCaller caller, string? key, byte[]? body)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var (answer, pause) = await TryOnce(method, path, caller, key, body, Stopwatch.GetElapsedTime(started) > GiveUpAfter);
            if (answer is not null)
            {
                return answer;
            }

            await Task.Delay(pause);
        }
    }

    private async Task<(ApiAnswer? Answer, TimeSpan Pause)> TryOnce(
        HttpMethod method, string path, ApiCaller caller, string? key, byte[]? body, bool last)
    {
        try
        {
            using var request = Request(method, path, caller, key, body);
            using var response = await http.SendAsync(request);
            if (!last && response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
            {
                return (null, response.Headers.RetryAfter?.Delta ?? DefaultPause);
            }

            var replayed = response.Headers.Contains("Idempotent-Replayed");
            return (new ApiAnswer(response.StatusCode, Parse(await response.Content.ReadAsByteArrayAsync()), replayed), default);
        }
        catch (Exception failure) when (!last && failure is HttpRequestException or TaskCanceledException)
        {
            return (null, DefaultPause);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, ApiCaller caller, string? key, byte[]? body)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokenOf(caller));
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }

    private static JsonElement Parse(byte[] body)
    {
        if (body.Length == 0)
        {
            return default;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default; // A proxy's page, not an answer of the contract; the status speaks.
        }
    }
}
