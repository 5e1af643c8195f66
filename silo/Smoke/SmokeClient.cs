using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AfterSales.Api.Auth;

namespace AfterSales.Hosting.Smoke;

/// <summary>A REST client that speaks as whatever role a step needs.</summary>
internal sealed class SmokeClient(Uri baseAddress, string developmentKey) : IDisposable
{
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new() { BaseAddress = baseAddress, Timeout = AnswerPatience };
    private readonly Dictionary<string, string> _tokens = [];

    /// <summary>Waits until the system says that it is ready, at most 90 s.</summary>
    public async Task WaitUntilReady(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(ReadyPatience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            while (!await IsReady(patience.Token))
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HostRefusedException($"smoke: {baseAddress} was not ready within {ReadyPatience.TotalSeconds} s.");
        }
    }

    /// <summary>Business time, which a development system may have moved ahead; where it cannot be moved it is system time.</summary>
    public async Task<DateTimeOffset> BusinessNow(CancellationToken cancellation)
    {
        try
        {
            var clock = await Send(HttpMethod.Post, "/dev/clock/advance", "admin", new JsonObject { ["by"] = "PT0S" }, cancellation);
            return clock["now"]!.GetValue<DateTimeOffset>();
        }
        catch (SmokeFailedException refused) when (refused.Status == HttpStatusCode.NotFound)
        {
            return TimeProvider.System.GetUtcNow();
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

        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            return response.IsSuccessStatusCode
                ? JsonNode.Parse(text)!
                : throw new SmokeFailedException($"{method} {path} as {role}: {(int)response.StatusCode} {text}", response.StatusCode);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SmokeFailedException($"{method} {path} as {role}: no answer within {AnswerPatience.TotalSeconds} s");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> IsReady(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is OperationCanceledException && !cancellation.IsCancellationRequested))
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

internal sealed class SmokeFailedException(string message, HttpStatusCode? status = null) : Exception(message)
{
    public HttpStatusCode? Status { get; } = status;
}
