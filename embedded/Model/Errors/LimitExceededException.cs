namespace Orleans.Runtime;

/// <summary>Too many requests are queued for an activation; the request was not enqueued and may be retried later.</summary>
[GenerateSerializer]
public sealed class LimitExceededException : OrleansException
{
    /// <summary>A limit was exceeded.</summary>
    public LimitExceededException()
        : base("Limit exceeded")
    {
    }

    /// <summary>A limit was exceeded.</summary>
    public LimitExceededException(string message)
        : base(message)
    {
    }

    /// <summary>A limit was exceeded.</summary>
    public LimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A named limit was exceeded.</summary>
    public LimitExceededException(string limitName, int current, int threshold, object extraInfo)
        : base($"Limit exceeded {limitName} Current={current} Threshold={threshold} {extraInfo}")
    {
    }
}
