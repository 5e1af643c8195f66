using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AfterSales.LoadTests.Systems.Receiving;

/// <summary>The other side of webhooks: verifies, records, and only then answers. It can be told to behave badly.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ReceivedLog _log;
    private readonly CancellationTokenSource _closing = new();
    private volatile WebhookVerifier? _verifier;
    private volatile ReceiverManner _manner;
    private int _held;

    private WebhookReceiver(WebApplication app, string record)
    {
        _app = app;
        Record = record;
        _log = new ReceivedLog(record);
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>The file with what was received.</summary>
    public string Record { get; }

    public ReceiverManner Manner
    {
        get => _manner;
        set => _manner = value;
    }

    /// <summary>Requests that were accepted and never answered, since the start.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <param name="record">File for what is received; appended to.</param>
    public static async Task<WebhookReceiver> Start(string record)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build(), record);
        receiver._app.Run(receiver.Receive);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>From now on signatures are checked with this secret, which the product told when the endpoint was made.</summary>
    public void Trust(string secret) => _verifier = new WebhookVerifier(secret);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _app.DisposeAsync();
        _log.Dispose();
    }

    private async Task Receive(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        switch (_manner)
        {
            case ReceiverManner.Hangs:
                await Never(http.RequestAborted);
                http.Abort(); // When this program ends: what was not recorded is not answered.
                return;
            default:
                http.Response.StatusCode = TryRecord(http.Request.Headers, body.ToArray()) ? StatusCodes.Status204NoContent : StatusCodes.Status400BadRequest;
                return;
        }
    }

    private async Task Never(CancellationToken aborted)
    {
        Interlocked.Increment(ref _held);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, _closing.Token);
        await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private bool TryRecord(IHeaderDictionary headers, byte[] body)
    {
        var (id, timestamp) = (headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString());
        var now = DateTimeOffset.UtcNow;
        var valid = _verifier?.IsValid(id, timestamp, headers["webhook-signature"].ToString(), body, now) ?? false;
        try
        {
            using var json = JsonDocument.Parse(body);
            var data = json.RootElement.GetProperty("data");
            var previous = data.GetProperty("previousSequence");
            _log.Write(new ReceivedWebhook(
                now.ToUnixTimeMilliseconds() * 1000 + now.Microsecond,
                id,
                json.RootElement.GetProperty("type").GetString()!,
                data.GetProperty("ticketId").GetGuid(),
                data.GetProperty("sequence").GetInt64(),
                previous.ValueKind == JsonValueKind.Null ? null : previous.GetInt64(),
                valid));
            return true;
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }
}
