namespace Orleans;

/// <summary>Kinds of reasons to deactivate, with the numbers that Orleans gives them.</summary>
[GenerateSerializer]
#pragma warning disable CA1028 // Orleans declares it as a byte.
public enum DeactivationReasonCode : byte
#pragma warning restore CA1028
{
    /// <summary>No reason given.</summary>
    None,

    /// <summary>The process is stopping.</summary>
    ShuttingDown,

    /// <summary>OnActivateAsync or the constructor failed.</summary>
    ActivationFailed,

    /// <summary>Not used by this engine.</summary>
    DirectoryFailure,

    /// <summary>No call for longer than the collection age.</summary>
    ActivationIdle,

    /// <summary>Not used by this engine.</summary>
    ActivationUnresponsive,

    /// <summary>Not used by this engine.</summary>
    DuplicateActivation,

    /// <summary>Not used by this engine.</summary>
    IncompatibleRequest,

    /// <summary>A request failed in a way that makes the state in memory doubtful.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>Not used by this engine.</summary>
    Migrating,

    /// <summary>Not used by this engine.</summary>
    RuntimeRequested,

    /// <summary>Not used by this engine.</summary>
    HighMemoryPressure,
}
