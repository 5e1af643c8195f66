using AfterSales.Api.Admission;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Metrics;

/// <summary>/metrics: numbers only, nothing about persons, so without a token.</summary>
internal static class MetricsEndpoints
{
    public static void MapMetricsEndpoints(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", ([FromServices] MetricsCollector collector) => Results.Text(collector.Scrape(), PrometheusText.ContentType))
            .AllowAnonymous()
            .WithTags("Operation")
            .InLane(Lane.System);
}
