namespace AfterSales;

/// <summary>The stable error codes of the REST contract (api.md, Errors).</summary>
public static class FailureCodes
{
    public const string MalformedBody = "malformed-body";
    public const string UnknownField = "unknown-field";
    public const string InvalidValue = "invalid-value";
    public const string MissingIdempotencyKey = "missing-idempotency-key";
    public const string InvalidCursor = "invalid-cursor";
    public const string Unauthenticated = "unauthenticated";
    public const string Forbidden = "forbidden";
    public const string NotFound = "not-found";
    public const string ActionNotPossible = "action-not-possible";
    public const string VersionConflict = "version-conflict";
    public const string PreconditionFailed = "precondition-failed";
    public const string TooLarge = "too-large";
    public const string UnsupportedMediaType = "unsupported-media-type";
    public const string OutsideWindow = "outside-window";
    public const string KindNotEligible = "kind-not-eligible";
    public const string QuantityExceeded = "quantity-exceeded";
    public const string AmountExceeded = "amount-exceeded";
    public const string LineHasOpenCase = "line-has-open-case";
    public const string TooManyCases = "too-many-cases";
    public const string UnknownLine = "unknown-line";
    public const string UnknownOrder = "unknown-order";
    public const string UnknownQueue = "unknown-queue";
    public const string CurrencyMismatch = "currency-mismatch";
    public const string EvidenceMissing = "evidence-missing";
    public const string CapacityBelowUse = "capacity-below-use";
    public const string IdempotencyKeyReused = "idempotency-key-reused";
    public const string PolicyRefused = "policy-refused";
    public const string UnknownAgent = "unknown-agent";
    public const string RateLimited = "rate-limited";
    public const string Overloaded = "overloaded";
    public const string StorageUnavailable = "storage-unavailable";
    public const string OutcomeUnknown = "outcome-unknown";
}
