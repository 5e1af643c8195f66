using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AfterSales.Api.Auth;

namespace AfterSales.Tests.Api.Fixtures;

/// <summary>An answer as a client sees it.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, JsonNode? Body, HttpResponseHeaders Headers, string Text, string? MediaType)
{
    public string? Code => Body?["code"]?.GetValue<string>();

    public string Step => Body!["step"]!.GetValue<string>();

    public Guid Id => Body!["id"]!.GetValue<Guid>();

    public int Version => Body!["version"]!.GetValue<int>();

    public bool Replayed => Headers.Contains("Idempotent-Replayed");

    /// <summary>For messages of failed tests; the properties above need an answer of the right kind.</summary>
    public override string ToString() => $"{(int)Status} {Text}";
}

/// <summary>Speaks to the API as <c>role</c> or <c>role:subject</c>.</summary>
public sealed class ApiClient(Uri address) : IDisposable
{
    private readonly Dictionary<string, string> _tokens = [];

    public HttpClient Http { get; } = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public Task<ApiAnswer> Get(string path, string role) => Send(HttpMethod.Get, path, role, null);

    public Task<ApiAnswer> Put(string path, string role, JsonNode body) => Send(HttpMethod.Put, path, role, body.ToJsonString());

    public Task<ApiAnswer> Post(string path, string role, JsonNode body, string? key = null, int? ifMatch = null) =>
        Send(HttpMethod.Post, path, role, body.ToJsonString(), request =>
        {
            request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString("N"));
            if (ifMatch is { } version)
            {
                request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            }
        });

    public Task<ApiAnswer> Act(Guid ticket, string action, string role, JsonNode? body = null, string? key = null, int? ifMatch = null) =>
        Post($"/v1/tickets/{ticket}/actions/{action}", role, body ?? new JsonObject(), key, ifMatch);

    public async Task<ApiAnswer> Send(HttpMethod method, string path, string? role, string? body, Action<HttpRequestMessage>? shape = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (role is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(role));
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        shape?.Invoke(request);
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var type = response.Content.Headers.ContentType?.MediaType;
        var json = type is "application/json" or "application/problem+json" && text.Length > 0 ? JsonNode.Parse(text) : null;
        return new ApiAnswer(response.StatusCode, json, response.Headers, text, type);
    }

    /// <summary>From now on this token stands for the role.</summary>
    public void Use(string role, string token)
    {
        lock (_tokens)
        {
            _tokens[role] = token;
        }
    }

    public string Token(string role)
    {
        lock (_tokens)
        {
            if (!_tokens.TryGetValue(role, out var token))
            {
                var parts = role.Split(':');
                token = DevelopmentTokens.Issue(SystemFixture.DevelopmentKey, [parts[0]], parts.Length > 1 ? parts[1] : $"test-{parts[0]}", hours: 1, TimeProvider.System.GetUtcNow());
                _tokens[role] = token;
            }

            return token;
        }
    }

    public void Dispose() => Http.Dispose();
}
