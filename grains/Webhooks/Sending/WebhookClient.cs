using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Options;

namespace AfterSales.Webhooks;

/// <summary>Sends one request. No redirects, no proxy, no cookies; TLS is verified by the platform; of an answer 4 kB are read and dropped.</summary>
internal sealed class WebhookClient : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const int MaxAnswerBytes = 4_096;
    private const int MaxHeaderKilobytes = 16;

    private static readonly ProductInfoHeaderValue Agent = new("AfterSales-Webhooks", "1");
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly bool _allowInsecure;
    private readonly HttpMessageInvoker _http;

    public WebhookClient(IOptions<WebhookOptions> options, IHostAddresses hosts, TimeProvider time)
    {
        _time = time;
        _timeout = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);
        _allowInsecure = options.Value.AllowInsecure;
        var guard = new GuardedConnection(hosts, options.Value.AllowPrivateAddresses, _timeout, time);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            PooledConnectionLifetime = ConnectionLifetime,
            ConnectTimeout = _timeout,
            ConnectCallback = guard.Connect,
            SslOptions = Tls(),
        });
    }

    /// <summary>
    /// Whatever the other side does becomes an <see cref="Attempt"/>, within the timeout. A stop does not end it: nobody could tell whether it was delivered.
    /// </summary>
    public Task<Attempt> Send(DueEndpoint endpoint, Delivery delivery) =>
        Send(endpoint.Url, WebhookIds.Of(endpoint.Id, delivery.Ticket, delivery.Sequence), delivery.Payload, endpoint.Keys);

    /// <summary>The same for what has another origin: signed, guarded and limited alike.</summary>
    public async Task<Attempt> Send(Uri url, string id, string payload, ImmutableArray<byte[]> keys)
    {
        // Stored while that was allowed.
        if (url.Scheme != Uri.UriSchemeHttps && !_allowInsecure)
        {
            return new Attempt(null, AttemptErrors.Address);
        }

        using var limit = new CancellationTokenSource(_timeout, _time);
        try
        {
            using var request = Request(url, id, payload, keys);
            using var response = await _http.SendAsync(request, limit.Token);
            var attempt = new Attempt((int)response.StatusCode, RetryAfter: RetryAfterOf(response));
            await Drop(response, limit.Token);
            return attempt;
        }
        catch (OperationCanceledException)
        {
            return new Attempt(null, AttemptErrors.Timeout);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new Attempt(null, KindOf(error));
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>
    /// The platform's own rules, but nothing that a certificate of the other side names is fetched: its addresses (issuers, lists, responders) are checked by nobody.
    /// </summary>
    private static SslClientAuthenticationOptions Tls() => new()
    {
        CertificateChainPolicy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            ApplicationPolicy = { new Oid(ServerAuthentication) },
        },
    };

    private HttpRequestMessage Request(Uri url, string id, string payload, ImmutableArray<byte[]> keys)
    {
        var (at, body) = (_time.GetUtcNow(), Encoding.UTF8.GetBytes(payload));
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(Agent);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", WebhookSignature.Timestamp(at));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(id, at, body, keys));
        return request;
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) =>
        response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || response.Headers.RetryAfter is not { } asked ? null
            : asked.Delta ?? asked.Date - _time.GetUtcNow();

    /// <summary>A short answer leaves the connection usable; a long one ends it. The status has been said already, so nothing here can undo it.</summary>
    private static async Task Drop(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[MaxAnswerBytes];
            await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            return;
        }
    }

    private static string KindOf(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AddressRefusedException:
                    return AttemptErrors.Address;
                case AuthenticationException:
                    return AttemptErrors.Tls;
            }
        }

        return error is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }
            ? AttemptErrors.Protocol
            : AttemptErrors.Connection;
    }
}
