namespace Orleans.Storage;

/// <summary>The stored version is not the one that this write was based on: nothing was written.</summary>
[GenerateSerializer]
public class InconsistentStateException(string errorMsg, string? storedEtag = null, string? currentEtag = null) : OrleansException(errorMsg)
{
    /// <summary>Version in the store, where it is known.</summary>
    public string? StoredEtag { get; } = storedEtag;

    /// <summary>Version that the write was based on.</summary>
    public string? CurrentEtag { get; } = currentEtag;

    /// <summary>Only the activation whose state is stale ends, not its callers.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}
