using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AfterSales.Api.Auth;

namespace AfterSales.Hosting.Smoke;

/// <summary>A REST client that speaks as whatever role a step needs.</summary>
internal sealed class SmokeClient(Uri baseAddress, string developmentKey) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = baseAddress };
    private readonly Dictionary<string, string> _tokens = [];

    /// <summary>Waits until the system says that it is ready, at most 90 s.</summary>
    public async Task WaitUntilReady(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await IsReady(patience.Token))
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    public async Task<JsonNode> Send(HttpMethod method, string path, string role, JsonNode? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(role));
        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        }

        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        using var response = await _http.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new SmokeFailedException($"{method} {path} as {role}: {(int)response.StatusCode} {text}");
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> IsReady(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private string Token(string role)
    {
        if (!_tokens.TryGetValue(role, out var token))
        {
            // A role may name its subject: customer:c-9.
            var parts = role.Split(':');
            token = DevelopmentTokens.Issue(developmentKey, [parts[0]], parts.Length > 1 ? parts[1] : $"smoke-{parts[0]}", hours: 1, TimeProvider.System.GetUtcNow());
            _tokens[role] = token;
        }

        return token;
    }
}

internal sealed class SmokeFailedException(string message) : Exception(message);
