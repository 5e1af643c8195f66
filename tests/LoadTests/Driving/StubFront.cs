using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Tests.LoadTests.Driving;

/// <summary>A front that answers as a test wants it.</summary>
internal sealed class StubFront : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubFront(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public static async Task<StubFront> Start(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new StubFront(app);
    }

    public static Task Case(HttpContext http, Guid id, int version, string step)
    {
        http.Response.Headers.ETag = $"\"{version}\"";
        return http.Response.WriteAsync($$"""{"id":"{{id}}","version":{{version}},"kind":"Consultation","step":"{{step}}","subject":"x [t/3]","clocks":[{"name":"a"}],"allowedActions":["reply"]}""");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
