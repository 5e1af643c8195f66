namespace AfterSales.LoadTests.Audit.Folding;

/// <summary>What the log says at its end. Some 300 bytes a case, so a run of a million commands fits well.</summary>
internal sealed class LogState
{
    public Dictionary<Guid, CaseFacts> Cases { get; } = [];

    /// <summary>By stream.</summary>
    public Dictionary<Guid, AgentFacts> Agents { get; } = [];

    /// <summary>By stream.</summary>
    public Dictionary<Guid, OrderFacts> Orders { get; } = [];

    /// <summary>What self-service may take; null when it is not known.</summary>
    public BudgetLimits? Budget { get; set; }

    /// <summary>Business time of the moment that was looked at.</summary>
    public DateTime Now { get; set; }

    public CaseFacts? Case(Guid id) => Cases.GetValueOrDefault(id);

    public void Forget(Guid stream)
    {
        Cases.Remove(stream);
        Agents.Remove(stream);
        Orders.Remove(stream);
    }
}
