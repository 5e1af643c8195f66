using AfterSales.Api.Problems;

namespace AfterSales.Api.Idempotency;

/// <summary>The caller's name for one intended change: the same name again is the same change, not another one.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 255;

    public static Outcome<string> Of(HttpRequest request)
    {
        var values = request.Headers[Header];
        return values.Count switch
        {
            0 or 1 when string.IsNullOrEmpty(values) => new Failure(FailureCodes.MissingIdempotencyKey, $"Send a {Header} of your own making; repeat it when you repeat the request."),
            1 when IsValid(values[0]) => values[0]!,
            _ => Refusals.Invalid($"/{Header}", $"must be 1-{MaxLength} visible ASCII characters"),
        };
    }

    public static bool IsValid(string? key) =>
        key is { Length: >= 1 and <= MaxLength } && !key.AsSpan().ContainsAnyExceptInRange('!', '~');
}
