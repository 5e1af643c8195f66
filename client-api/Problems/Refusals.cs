using AfterSales.Api.Json;
using AfterSales.Api.Values;

namespace AfterSales.Api.Problems;

/// <summary>Refusals the API itself decides.</summary>
internal static class Refusals
{
    public static Failure NotFound { get; } = new(FailureCodes.NotFound, "There is nothing here, or nothing that this caller may see.");

    public static Failure Unauthenticated { get; } = new(FailureCodes.Unauthenticated, "A bearer token is missing, expired or not valid.");

    public static Failure Forbidden { get; } = new(FailureCodes.Forbidden, "None of the roles in the token allows this.");

    public static Failure InvalidCursor { get; } = new(FailureCodes.InvalidCursor, "The cursor was not given out for this list and these filters.");

    /// <summary>For the id in a path under which something is to be created.</summary>
    public static Failure BadId { get; } = Invalid("/id", $"must be 1-{Limits.Id} characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'");

    public static Failure Overloaded(string detail, int retryAfterSeconds = 1) =>
        new(FailureCodes.Overloaded, detail) { RetryAfter = retryAfterSeconds };

    public static Failure TooLarge(long maxBytes) => new(FailureCodes.TooLarge, $"At most {maxBytes} bytes are read here.");

    public static Failure Invalid(string pointer, string message) => BodyInspector.InvalidValue([new FieldError(pointer, message)]);
}
