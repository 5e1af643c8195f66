using AfterSales.Api.Admission;
using AfterSales.Api.Auth;
using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Api.Values;
using AfterSales.Sla;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Hosting;

namespace AfterSales.Api.Dev;

/// <summary>POST /dev/clock/advance: moves business time ahead; what falls due on the way happens at its own time. Outside Development there is no such resource.</summary>
internal static class ClockEndpoint
{
    private const int MaxBytes = 1024;

    /// <summary>Further than any deadline; more is a slip of the pen.</summary>
    private static readonly TimeSpan MaxStep = TimeSpan.FromDays(3660);

    private static readonly BodyBinding<AdvanceBody> Body = new(ApiJson.Requests.AdvanceBody, Check);

    public static void MapClockEndpoint(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            routes.MapPost("/dev/clock/advance", Advance)
                .RequireAuthorization(Access.Operators)
                .WithTags("Development")
                .WithMetadata(new RequestBodyMetadata(typeof(AdvanceBody)))
                .InLane(Lane.System);
        }
    }

    private static async Task<Results<JsonAnswer<ClockBody>, ProblemAnswer>> Advance(HttpContext http, [FromServices] IClockJourney journey)
    {
        var body = await Body.Read(http.Request, MaxBytes);
        if (!body.Succeeded)
        {
            return (ProblemAnswer)body.Failure;
        }

        var end = await journey.Advance(StepOf(body.Value.By)!.Value, http.RequestAborted);
        return end.Succeeded
            ? new JsonAnswer<ClockBody>(new ClockBody(end.Value.Now, end.Value.Fired), ApiJson.Responses.ClockBody)
            : (ProblemAnswer)end.Failure;
    }

    private static void Check(AdvanceBody body, ErrorList errors)
    {
        if (StepOf(body.By) is not { } step || step < TimeSpan.Zero || step > MaxStep)
        {
            errors.Add("/by", $"must be an ISO 8601 duration of at most {MaxStep.TotalDays} days and not negative, e.g. P10D");
        }
    }

    private static TimeSpan? StepOf(string text) => Iso8601.TryParse(text, out var step) ? step : null;
}
