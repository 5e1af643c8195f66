using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>The stored version is not the one that this write was based on: nothing was written.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    /// <summary>A conflict.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>A conflict.</summary>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>A conflict.</summary>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>A conflict between two known versions.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : base(errorMsg)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>Version in the store, where it is known.</summary>
    public string? StoredEtag { get; }

    /// <summary>Version that the write was based on.</summary>
    public string? CurrentEtag { get; }

    /// <summary>Only the activation whose state is stale ends, not its callers.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}
