using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Product;

namespace AfterSales.LoadTests.Driving.Wire;

/// <summary>One attempt of one call: sends it, reads the answer as far as it matters, and says in one word what went wrong.</summary>
internal sealed class WireClient : IDisposable
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(5);
    private const int MaxConnections = 4_096;
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly HttpMessageInvoker _http;
    private readonly TokenCache _tokens;
    private readonly string _run;

    public WireClient(string key, string run)
    {
        _run = run;
        var tokens = ProductTokens.Cache(key);
        _tokens = new TokenCache(caller => "Bearer " + tokens.Of(caller));
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = MaxConnections,
            ConnectTimeout = TimeSpan.FromSeconds(2),
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
        });
    }

    public string TokenOf(ApiCaller caller) => _tokens.Of(caller);

    public async Task<WireAnswer> Send(ApiCall call, Uri front, CancellationToken cancellation)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(AttemptTimeout);
        try
        {
            using var request = Request(call, front);
            using var response = await _http.SendAsync(request, late.Token);
            return await Read(call, response, late.Token);
        }
        catch (OperationCanceledException)
        {
            return new WireAnswer(0, cancellation.IsCancellationRequested ? "stopped" : "timeout");
        }
        catch (HttpRequestException failure)
        {
            return new WireAnswer(0, failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError ? "connect" : "reset");
        }
        catch (IOException)
        {
            return new WireAnswer(0, "reset");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            // Not an answer of the contract: somebody else's page, or half of one.
            return new WireAnswer(0, "malformed");
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(ApiCall call, Uri front)
    {
        var request = new HttpRequestMessage(call.Method, new Uri(front, call.Path));
        request.Headers.TryAddWithoutValidation("Authorization", _tokens.Of(call.Caller));
        if (call.Key is { } key && !call.Raw)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        if (call.Seen is { } seen)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", string.Create(CultureInfo.InvariantCulture, $"\"{seen}\""));
        }

        if (call.Body is { } body)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        }

        return request;
    }

    private async Task<WireAnswer> Read(ApiCall call, HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        var answer = new WireAnswer(status, status is 429 or 503 ? $"{status}" : status is 408 or >= 500 ? $"http-{status}" : null)
        {
            Version = Version(response),
            Replayed = status is >= 200 and < 300 && response.Headers.NonValidated.Contains("Idempotent-Replayed"),
            RetryAfter = status is 429 or 503 ? response.Headers.RetryAfter?.Delta : null,
        };
        if (call.Raw && answer.Succeeded)
        {
            return answer with { Raw = await response.Content.ReadAsByteArrayAsync(cancellation) };
        }

        var (buffer, length) = await Body(response, cancellation);
        try
        {
            return !answer.Succeeded ? answer with { Code = CaseReader.Code(buffer.AsSpan(0, length)) ?? $"http-{status}" }
                : length == 0 || !call.WantsCase ? answer
                : answer with { Case = CaseReader.Case(buffer.AsSpan(0, length), _run) };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<(byte[] Buffer, int Length)> Body(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent((int)(response.Content.Headers.ContentLength ?? 8_192) + 1);
        var length = 0;
        while (await stream.ReadAsync(buffer.AsMemory(length), cancellation) is > 0 and var read)
        {
            length += read;
            if (length == buffer.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                buffer.CopyTo(larger, 0);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
        }

        return (buffer, length);
    }

    private static long? Version(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("ETag", out var tags) && long.TryParse(tags.ToString().AsSpan().Trim('"'), out var version) ? version : null;
}
