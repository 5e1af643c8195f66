using Microsoft.Extensions.Logging;

namespace AfterSales.Api.Problems;

/// <summary>Outermost: whatever goes wrong, and whatever the framework refuses without a body, is answered as a problem.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task Invoke(HttpContext http)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (http.Request.Path.StartsWithSegments("/v1"))
        {
            // Nearly every answer of the contract holds personal data.
            http.Response.Headers.CacheControl = "no-store";
        }

        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            await AnswerException(http, exception);
            return;
        }

        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } && OfStatus(http.Response.StatusCode) is { } failure)
        {
            await ProblemWriter.Write(http, failure);
        }
    }

    private Task AnswerException(HttpContext http, Exception exception)
    {
        var reads = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        var failure = ExceptionFailures.Of(exception, mayHaveChanged: !reads);
        if (failure.Code == ProblemCodes.InternalError)
        {
            LogUnexpected(exception, http.Request.Method, http.GetEndpoint()?.DisplayName);
        }
        else
        {
            LogTranslated(failure.Code, exception.GetType().Name, http.GetEndpoint()?.DisplayName);
        }

        return ProblemWriter.Write(http, failure);
    }

    private static Failure? OfStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => Refusals.Unauthenticated,
        StatusCodes.Status403Forbidden => Refusals.Forbidden,
        StatusCodes.Status404NotFound => Refusals.NotFound,
        StatusCodes.Status405MethodNotAllowed => new Failure(ProblemCodes.MethodNotAllowed, "The Allow header names the methods of this resource."),
        StatusCodes.Status413PayloadTooLarge => new Failure(FailureCodes.TooLarge, "The body is too large."),
        StatusCodes.Status415UnsupportedMediaType => new Failure(FailureCodes.UnsupportedMediaType, "Send application/json in UTF-8."),
        _ => null,
    };

    [LoggerMessage(3000, LogLevel.Error, "Unexpected error in {Method} {Endpoint}.")]
    private partial void LogUnexpected(Exception exception, string method, string? endpoint);

    [LoggerMessage(3001, LogLevel.Warning, "Answered {Code} because of {Exception} in {Endpoint}.")]
    private partial void LogTranslated(string code, string exception, string? endpoint);
}
