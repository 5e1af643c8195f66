using System.Threading.RateLimiting;
using AfterSales.Api.Problems;

namespace AfterSales.Api.Admission;

/// <summary>Before any work is done: a place in the lane, or 503.</summary>
internal sealed class LaneMiddleware(RequestDelegate next, Lanes lanes, OpeningLimit openings, AdmissionMetrics metrics)
{
    public Task Invoke(HttpContext http)
    {
        var lane = Lanes.Of(http);
        return lane == Lane.Openings ? Open(http) : lanes.LimiterOf(lane) is { } limiter ? Wait(http, lane, limiter) : next(http);
    }

    private async Task Wait(HttpContext http, Lane lane, ConcurrencyLimiter limiter)
    {
        using var lease = await limiter.AcquireAsync(1, http.RequestAborted);
        if (lease.IsAcquired)
        {
            await next(http);
        }
        else
        {
            metrics.TurnedAway(lane);
            await ProblemWriter.Write(http, Refusals.Overloaded("All places are taken and the queue is full."));
        }
    }

    // No place is taken here: one who sends his body slowly, or has no token, keeps nobody out. While all places are taken the excess is not even read.
    private Task Open(HttpContext http) => openings.IsFull ? ProblemWriter.Write(http, openings.Refuse()) : next(http);
}
