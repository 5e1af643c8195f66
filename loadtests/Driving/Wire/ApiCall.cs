using AfterSales.LoadTests.Http;

namespace AfterSales.LoadTests.Driving.Wire;

/// <summary>A request of one person, complete but for front and token.</summary>
/// <param name="Operation">What it counts as.</param>
internal sealed record ApiCall(string Operation, HttpMethod Method, string Path, ApiCaller Caller)
{
    public string? Key { get; init; }

    public byte[]? Body { get; init; }

    /// <summary>Version that the caller has seen.</summary>
    public long? Seen { get; init; }

    /// <summary>The answer's body is wanted as it is (order batches), not as a case.</summary>
    public bool Raw { get; init; }

    /// <summary>The answer is a case.</summary>
    public bool WantsCase { get; init; }

    /// <summary>Opens a case of the plan: counted as planned before the run, whether it is ever sent or not.</summary>
    public bool Arrives { get; init; }

    /// <summary>The shop's rules refuse it: a refusal is what is expected.</summary>
    public bool MayBeRefused { get; init; }

    /// <summary>Changes something, so it is written to the journal.</summary>
    public bool IsCommand => Key is not null;
}

/// <summary>What one attempt brought.</summary>
/// <param name="Status">0 when there was no answer.</param>
/// <param name="Failure">Kind of failure of an attempt that has to be repeated: connect, reset, timeout, 429, 503, http-500.</param>
internal readonly record struct WireAnswer(int Status, string? Failure)
{
    public const string NoRetryAfter = "without Retry-After";

    public long? Version { get; init; }

    public bool Replayed { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Stable code of a problem.</summary>
    public string? Code { get; init; }

    public Workload.Stories.CaseFacts? Case { get; init; }

    public byte[]? Raw { get; init; }

    /// <summary>What the attempt counts as when it failed: turned away with its reason, and who does it without saying until when breaks the contract.</summary>
    public string? ErrorKind => Status is not (429 or 503) ? Failure : RetryAfter is null ? $"{Failure} {NoRetryAfter}" : $"{Failure} {Code}".TrimEnd();

    public bool Succeeded => Failure is null && Status is (>= 200 and < 300) or 304;

    /// <summary>It may have been done all the same: nobody answered, or the answer says so.</summary>
    public bool MayHaveBeenDone => Failure is not (null or "connect" or "429") && Code is not ("overloaded" or "storage-unavailable");
}
