using AfterSales.Api.Admission;
using AfterSales.Api.Http;
using AfterSales.Api.Json;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Health;

/// <summary>/health: for whoever starts, watches and balances processes. Open to all, and says nothing worth knowing.</summary>
internal static class HealthEndpoints
{
    private static readonly HealthBody Live = new("live");

    public static void MapHealthEndpoints(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").AllowAnonymous().WithTags("Operation").InLane(Lane.System);

        // Never touches the database: an outage there is no reason to kill every process.
        health.MapGet("/live", () => new JsonAnswer<HealthBody>(Live, ApiJson.Responses.HealthBody));
        health.MapGet("/ready", Ready);
    }

    private static async Task<JsonAnswer<HealthBody>> Ready(HttpContext http, [FromServices] IReadiness readiness)
    {
        var report = await readiness.Check(http.RequestAborted);
        var body = new HealthBody(report.IsReady ? "ready" : "not-ready", report);
        return new JsonAnswer<HealthBody>(
            body, ApiJson.Responses.HealthBody, report.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

internal sealed record HealthBody(string Status, ReadinessReport? Checks = null);
