namespace Orleans.Runtime;

/// <summary>The engine refused the request, for example because it is stopping; the request was not started.</summary>
[GenerateSerializer]
public class OrleansMessageRejectionException : OrleansException
{
    /// <summary>A request was refused.</summary>
    public OrleansMessageRejectionException()
        : base("Request refused.")
    {
    }

    /// <summary>A request was refused.</summary>
    public OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    /// <summary>A request was refused.</summary>
    public OrleansMessageRejectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
