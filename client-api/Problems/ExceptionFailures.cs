using System.Data.Common;
using AfterSales.Log;
using Orleans.Runtime;

namespace AfterSales.Api.Problems;

/// <summary>What an exception from below means to a caller. The order matters: nothing may be promised that is not certain.</summary>
internal static class ExceptionFailures
{
    public static Failure Of(Exception exception, bool mayHaveChanged) => exception switch
    {
        LimitExceededException => Refusals.Overloaded("Too many requests wait for the same case."),
        LogUnavailableException or DbException => new Failure(FailureCodes.StorageUnavailable, "The database cannot be reached."),
        TimeoutException or OrleansException when mayHaveChanged =>
            new Failure(FailureCodes.OutcomeUnknown, "No answer in time; the request may have been carried out."),
        TimeoutException or OrleansException => Refusals.Overloaded("No answer in time."),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new Failure(FailureCodes.TooLarge, "The body is too large."),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => new Failure(ProblemCodes.RequestTimeout, "The body came too slowly."),
        BadHttpRequestException => new Failure(FailureCodes.MalformedBody, "The request is not well-formed HTTP."),
        _ => new Failure(ProblemCodes.InternalError, "An unexpected error; the trace id leads to it."),
    };
}
