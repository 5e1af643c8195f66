namespace AfterSales.Webhooks;

/// <summary>What came of one attempt.</summary>
/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="Error">Kind of fault when there was none (<see cref="AttemptErrors"/>).</param>
/// <param name="RetryAfter">What an answer 429 or 503 asked for.</param>
internal sealed record Attempt(int? Status, string? Error = null, TimeSpan? RetryAfter = null)
{
    /// <summary>Only 2xx; a redirect is a failure, since the address it names was never checked nor meant.</summary>
    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>The receiver wants no more of it, ever.</summary>
    public bool Gone => Status == 410;

    /// <summary>Bounded tag of the metrics.</summary>
    public string Outcome => Status switch
    {
        >= 200 and < 300 => "delivered",
        >= 300 and < 400 => "redirect",
        410 => "gone",
        429 => "throttled",
        >= 400 and < 500 => "refused",
        not null => "failed",
        null => Error ?? AttemptErrors.Connection,
    };
}

/// <summary>Why there was no answer. Kinds, no texts: a message may quote the address.</summary>
internal static class AttemptErrors
{
    public const string Timeout = "timeout";
    public const string Connection = "connection";
    public const string Tls = "tls";
    public const string Protocol = "protocol";

    /// <summary>The name leads to an address that must not be called.</summary>
    public const string Address = "address-refused";

    /// <summary>There was no attempt: it waited too long while the endpoint was spared.</summary>
    public const string Expired = "expired";
}
