using System.Collections.Frozen;

namespace AfterSales.Api.Problems;

/// <param name="Status">HTTP status.</param>
/// <param name="Title">Says what kind of problem it is; the same for every occurrence.</param>
/// <param name="RetryAfter">Seconds to wait when the failure itself does not say; null: a retry would not help.</param>
internal sealed record ProblemKind(int Status, string Title, int? RetryAfter = null);

/// <summary>The one mapping from codes to HTTP (api.md, Errors).</summary>
internal static class ProblemCatalog
{
    private static readonly ProblemKind Unknown = new(StatusCodes.Status500InternalServerError, "Something went wrong inside");

    private static readonly FrozenDictionary<string, ProblemKind> ByCode = new Dictionary<string, ProblemKind>
    {
        [FailureCodes.MalformedBody] = new(400, "The body is malformed"),
        [FailureCodes.UnknownField] = new(400, "The body holds unknown fields"),
        [FailureCodes.InvalidValue] = new(400, "A value is not allowed"),
        [FailureCodes.MissingIdempotencyKey] = new(400, "The Idempotency-Key header is missing"),
        [FailureCodes.InvalidCursor] = new(400, "The cursor is not valid here"),
        [FailureCodes.Unauthenticated] = new(401, "A valid bearer token is needed"),
        [FailureCodes.Forbidden] = new(403, "The roles of the token do not allow this"),
        [FailureCodes.NotFound] = new(404, "Not found"),
        [ProblemCodes.MethodNotAllowed] = new(405, "The method is not allowed here"),
        [ProblemCodes.RequestTimeout] = new(408, "The request came too slowly"),
        [FailureCodes.ActionNotPossible] = new(409, "The action is not possible in this step"),
        [FailureCodes.VersionConflict] = new(409, "Somebody else was faster"),
        [FailureCodes.PreconditionFailed] = new(412, "The version has changed"),
        [FailureCodes.TooLarge] = new(413, "The body is too large"),
        [FailureCodes.UnsupportedMediaType] = new(415, "The body must be application/json in UTF-8"),
        [FailureCodes.OutsideWindow] = new(422, "The window for this has closed"),
        [FailureCodes.KindNotEligible] = new(422, "This kind is not possible for the line"),
        [FailureCodes.QuantityExceeded] = new(422, "More pieces than are left"),
        [FailureCodes.AmountExceeded] = new(422, "More money than is left or allowed"),
        [FailureCodes.LineHasOpenCase] = new(422, "The line has an open case"),
        [FailureCodes.TooManyCases] = new(422, "The line has had too many cases"),
        [FailureCodes.UnknownLine] = new(422, "The order has no such line"),
        [FailureCodes.UnknownOrder] = new(422, "There is no such order"),
        [FailureCodes.UnknownQueue] = new(422, "There is no such queue"),
        [FailureCodes.CurrencyMismatch] = new(422, "The currency is not the order's"),
        [FailureCodes.EvidenceMissing] = new(422, "Evidence or an answer is missing"),
        [FailureCodes.CapacityBelowUse] = new(422, "The capacity is below the units in use"),
        [FailureCodes.IdempotencyKeyReused] = new(422, "The key was used for another request"),
        [FailureCodes.PolicyRefused] = new(422, "The policy does not allow this"),
        [FailureCodes.UnknownAgent] = new(422, "There is no such agent"),
        [FailureCodes.RateLimited] = new(429, "Too many requests", RetryAfter: 1),
        [ProblemCodes.InternalError] = Unknown,
        [FailureCodes.Overloaded] = new(503, "Too busy; nothing was done", RetryAfter: 1),
        [FailureCodes.StorageUnavailable] = new(503, "The database is away; nothing was done", RetryAfter: 2),
        [FailureCodes.OutcomeUnknown] = new(503, "It may have been done; retry with the same key", RetryAfter: 1),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Codes => ByCode.Keys;

    public static ProblemKind Of(string code) => ByCode.GetValueOrDefault(code, Unknown);
}
