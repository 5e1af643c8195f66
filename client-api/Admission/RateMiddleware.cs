using AfterSales.Api.Problems;

namespace AfterSales.Api.Admission;

/// <summary>After the caller is known: within his rate, or 429.</summary>
internal sealed class RateMiddleware(RequestDelegate next, SubjectRates rates)
{
    public static Failure TooMany { get; } = new(FailureCodes.RateLimited, "This subject sends more than its share.");

    public Task Invoke(HttpContext http) =>
        http.Features.Get<Caller>() is { } caller && !rates.TryTake(caller)
            ? ProblemWriter.Write(http, TooMany)
            : next(http);
}
