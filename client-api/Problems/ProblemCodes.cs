namespace AfterSales.Api.Problems;

/// <summary>Codes of HTTP itself, beside the ones of <see cref="FailureCodes"/>.</summary>
internal static class ProblemCodes
{
    public const string MethodNotAllowed = "method-not-allowed";
    public const string RequestTimeout = "request-timeout";
    public const string InternalError = "internal-error";
}
