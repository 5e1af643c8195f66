using AfterSales.LoadTests.Reference.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.LoadTests.Reference.Service;

/// <summary>The row-per-command service as a process of its own.</summary>
internal static class ReferenceService
{
    public static async Task<int> Run(string url, string connectionString, string key, CancellationToken cancellation)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        builder.Services.AddReferenceAuth(key);
        await using var app = builder.Build();
        app.Use(MapRefusals);
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapReference(new ReferenceStore(database), new ReferenceQueries(database), new ReferenceOrders(database));
        await app.StartAsync(cancellation);
        Console.WriteLine($"reference is ready: {url}");
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static async Task MapRefusals(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (ReferenceRefusedException refusal) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusOf(refusal.Code);
            var body = new ProblemBody("about:blank", refusal.Code, http.Response.StatusCode, refusal.Code);
            await http.Response.WriteAsJsonAsync(body, ReferenceJson.Default.ProblemBody, "application/problem+json");
        }
    }

    private static int StatusOf(string code) => code switch
    {
        FailureCodes.MalformedBody or FailureCodes.MissingIdempotencyKey => StatusCodes.Status400BadRequest,
        FailureCodes.Forbidden => StatusCodes.Status403Forbidden,
        FailureCodes.NotFound => StatusCodes.Status404NotFound,
        FailureCodes.ActionNotPossible => StatusCodes.Status409Conflict,
        FailureCodes.PreconditionFailed => StatusCodes.Status412PreconditionFailed,
        FailureCodes.TooLarge => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
