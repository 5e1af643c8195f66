using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Systems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.Tests.LoadTests.Audit.Support;

/// <summary>Receives webhooks and writes down each before it answers.</summary>
internal sealed class TestReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _one = new(1);
    private string _secret = "";

    private TestReceiver(WebApplication app) => _app = app;

    public string Record { get; } = Path.GetTempFileName();

    public static async Task<TestReceiver> Start(HostedSystem system)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new TestReceiver(app);
        app.MapPost("/", receiver.Receive);
        await app.StartAsync();
        await receiver.Subscribe(system, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _one.Dispose();
        File.Delete(Record);
    }

    private async Task Subscribe(HostedSystem system, string url)
    {
        var body = Encoding.UTF8.GetBytes(new JsonObject { ["url"] = url }.ToJsonString());
        var answer = await system.Front().Post("/v1/webhooks", ApiCaller.Staff("admin"), "receiver", body);
        Assert.True(answer.Succeeded, answer.Body.ToString());
        _secret = answer.Text("secret");
    }

    private async Task Receive(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var data = JsonDocument.Parse(body).RootElement;
        var id = http.Request.Headers["webhook-id"].ToString();
        var signed = HMACSHA256.HashData(
            Convert.FromBase64String(_secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{http.Request.Headers["webhook-timestamp"]}.{body}"));
        var isSigned = http.Request.Headers["webhook-signature"].ToString().Split(' ').Contains("v1," + Convert.ToBase64String(signed));
        var ticket = data.GetProperty("data");
        var previous = ticket.GetProperty("previousSequence");
        var received = new ReceivedWebhook(
            0, id, data.GetProperty("type").GetString()!, ticket.GetProperty("ticketId").GetGuid(), ticket.GetProperty("sequence").GetInt64(),
            previous.ValueKind == JsonValueKind.Null ? null : previous.GetInt64(), isSigned);
        await _one.WaitAsync();
        await File.AppendAllTextAsync(Record, JsonSerializer.Serialize(received, JsonSerializerOptions.Web) + "\n");
        _one.Release();
    }
}
