using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.Tests.Storage.Webhooks;

/// <summary>One request as a receiver got it.</summary>
internal sealed record Received(string Path, string Id, string Timestamp, ImmutableSignatures Signatures, string Body)
{
    public JsonElement Data => JsonDocument.Parse(Body).RootElement.GetProperty("data");

    public string Type => JsonDocument.Parse(Body).RootElement.GetProperty("type").GetString()!;

    public Guid Ticket => Data.GetProperty("ticketId").GetGuid();

    public long Sequence => Data.GetProperty("sequence").GetInt64();

    public long? Previous => Data.GetProperty("previousSequence") is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;

    /// <summary>As a receiver would, with nothing of the sender's code.</summary>
    public bool IsSignedWith(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        using var hmac = new HMACSHA256(key);
        var expected = "v1," + Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}")));
        return Signatures.All.Contains(expected);
    }
}

internal sealed record ImmutableSignatures(string Header)
{
    public string[] All => Header.Split(' ');
}

/// <summary>A real HTTP server that answers as the test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = new();

    private Receiver(WebApplication app) => _app = app;

    public Func<Received, HttpContext, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public IReadOnlyList<Received> All => [.. _received];

    public IEnumerable<long> Sequences => All.Select(received => received.Sequence);

    public string Url { get; private set; } = "";

    public int Port => new Uri(Url).Port;

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.Take);
        await app.StartAsync();
        receiver.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return receiver;
    }

    public void AlwaysAnswers(HttpStatusCode status) => Answer = (_, http) =>
    {
        http.Response.StatusCode = (int)status;
        return Task.CompletedTask;
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var headers = http.Request.Headers;
        var received = new Received(
            http.Request.Path, headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), new(headers["webhook-signature"].ToString()), body);
        _received.Enqueue(received);
        await Answer(received, http);
    }
}
