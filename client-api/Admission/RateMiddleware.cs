using AfterSales.Api.Problems;

namespace AfterSales.Api.Admission;

/// <summary>After the caller is known: within his rate, or 429.</summary>
internal sealed class RateMiddleware(RequestDelegate next, SubjectRates rates)
{
    public Task Invoke(HttpContext http) =>
        http.Features.Get<Caller>() is { } caller && !rates.TryTake(caller)
            ? ProblemWriter.Write(http, new Failure(FailureCodes.RateLimited, "This subject sends more than its share."))
            : next(http);
}
