namespace Orleans;

/// <summary>Why an activation ends.</summary>
public readonly record struct DeactivationReason(DeactivationReasonCode ReasonCode, Exception? Exception, string Description)
{
    /// <summary>A reason without an exception.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }
}

/// <summary>Kinds of reasons to deactivate that this engine has, with the numbers that Orleans gives them.</summary>
public enum DeactivationReasonCode
{
    /// <summary>The process is stopping.</summary>
    ShuttingDown = 1,

    /// <summary>No call for longer than the collection age.</summary>
    ActivationIdle = 4,

    /// <summary>A request failed in a way that makes the state in memory doubtful.</summary>
    ApplicationError = 8,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested = 9,
}
