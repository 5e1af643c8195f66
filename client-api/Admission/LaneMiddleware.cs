using System.Threading.RateLimiting;
using AfterSales.Api.Problems;

namespace AfterSales.Api.Admission;

/// <summary>Before any work is done: a place in the lane, or 503.</summary>
internal sealed class LaneMiddleware(RequestDelegate next, Lanes lanes, OpeningLimit openings, TimeProvider time, AdmissionMetrics metrics)
{
    /// <summary>Callers who are sent away together do not come back together.</summary>
    private const int MaxRetryAfterSeconds = 3;

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

    private async Task Open(HttpContext http)
    {
        if (!openings.TryEnter())
        {
            metrics.TurnedAway(Lane.Openings);
            var retryAfter = Random.Shared.Next(1, MaxRetryAfterSeconds + 1);
            await ProblemWriter.Write(http, Refusals.Overloaded("More cases are being opened than can be served; open cases go first.", retryAfter));
            return;
        }

        var entered = time.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            openings.Leave(time.GetElapsedTime(entered));
        }
    }
}
