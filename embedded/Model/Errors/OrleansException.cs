namespace Orleans.Runtime;

/// <summary>Base of the engine's own exceptions.</summary>
[GenerateSerializer]
public class OrleansException : Exception
{
    /// <summary>An unexpected error.</summary>
    public OrleansException()
        : base("Unexpected error.")
    {
    }

    /// <summary>An error with its text.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its text and cause.</summary>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
