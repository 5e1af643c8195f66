using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AfterSales.LoadTests.Driving.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.LoadTests.Driving.Fleet;

/// <summary>
/// Where drivers report. It hands out the key that signs tokens, so it listens on loopback unless somebody is to join from elsewhere, and answers only those who
/// know the random part of its address.
/// </summary>
internal sealed class FleetServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FleetServer(WebApplication app, Uri address) => (_app, Address) = (app, address);

    /// <summary>What a driver joins at.</summary>
    public Uri Address { get; }

    public static async Task<FleetServer> Start(Uri listen, FleetBoard board, string journals)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(listen.GetLeftPart(UriPartial.Authority));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        Map(app, token, board, journals);
        await app.StartAsync();
        return new FleetServer(app, AddressOf(new Uri(app.Urls.First()), token));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void Map(WebApplication app, string token, FleetBoard board, string journals)
    {
        app.MapGet($"/{token}/time", http => http.Response.WriteAsync($"{FleetBoard.UnixMicros(DateTimeOffset.UtcNow)}"));
        app.MapPost($"/{token}/join", http =>
        {
            if (board.Join(DateTimeOffset.UtcNow) is { } task)
            {
                return Answer(http, task, TaskJson.Default.DriverTask);
            }

            http.Response.StatusCode = StatusCodes.Status409Conflict;
            return Task.CompletedTask;
        });
        app.MapPost($"/{token}/{{driver}}/progress", async http =>
        {
            var progress = await JsonSerializer.DeserializeAsync(http.Request.Body, TaskJson.Default.DriverProgress, http.RequestAborted);
            await Answer(http, board.Tell(DriverOf(http), progress!, DateTimeOffset.UtcNow), FleetJson.Default.FleetOrder);
        });
        app.MapPut($"/{token}/{{driver}}/journal", async http =>
        {
            if (!board.Knows(DriverOf(http)))
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            await using var file = File.Create(JournalWriter.PathOf(journals, DriverOf(http)));
            await http.Request.Body.CopyToAsync(file, http.RequestAborted);
            file.Flush(flushToDisk: true);
        });
        app.MapPost($"/{token}/{{driver}}/result", async http =>
        {
            var result = await JsonSerializer.DeserializeAsync(http.Request.Body, DriverJson.Default.DriverResult, http.RequestAborted);
            http.Response.StatusCode = board.Finish(DriverOf(http), result!) ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;
        });
    }

    private static string DriverOf(HttpContext http) => (string)http.Request.RouteValues["driver"]!;

    private static Task Answer<T>(HttpContext http, T value, JsonTypeInfo<T> type)
    {
        http.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(http.Response.Body, value, type, http.RequestAborted);
    }

    /// <summary>Whoever listens everywhere is reached by the machine's name.</summary>
    private static Uri AddressOf(Uri bound, string token)
    {
        var host = bound.Host is "0.0.0.0" or "[::]" ? Environment.MachineName : bound.Host;
        return new Uri($"http://{host}:{bound.Port}/{token}");
    }
}
