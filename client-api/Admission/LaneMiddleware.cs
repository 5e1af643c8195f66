using AfterSales.Api.Problems;

namespace AfterSales.Api.Admission;

/// <summary>Before any work is done: a place in the lane, or 503.</summary>
internal sealed class LaneMiddleware(RequestDelegate next, Lanes lanes)
{
    public async Task Invoke(HttpContext http)
    {
        if (lanes.LimiterOf(http) is not { } limiter)
        {
            await next(http);
            return;
        }

        using var lease = await limiter.AcquireAsync(1, http.RequestAborted);
        if (lease.IsAcquired)
        {
            await next(http);
        }
        else
        {
            await ProblemWriter.Write(http, Refusals.Overloaded("All places are taken and the queue is full."));
        }
    }
}
