namespace AfterSales.LoadTests.Workload.Stories;

/// <summary>What a person sees of a case before he acts: of an answer of the API only what a decision needs.</summary>
internal sealed record CaseFacts(Guid Id, long Version, string Kind, string Step)
{
    /// <summary>Minor units; absent fields are 0.</summary>
    public long Approved { get; init; }

    public long Refunded { get; init; }

    /// <summary>Something was sent to the customer.</summary>
    public bool Sent { get; init; }

    /// <summary>What was sent to the customer has been reported as delivered.</summary>
    public bool Delivered { get; init; }

    /// <summary>Who holds it; staff see it.</summary>
    public string? Assignee { get; init; }

    /// <summary>Number of the case in the run, from its subject; null for a case of somebody else.</summary>
    public int? Number { get; init; }

    /// <summary>The goods are with the shop and go back: told by the actions this caller may take.</summary>
    public bool OwesGoods { get; init; }

    /// <summary>The goods of a repair have been received: the workshop has the case.</summary>
    public bool MayStartRepair { get; init; }

    public long Outstanding => Approved - Refunded;
}

/// <summary>One thing a person does to a case.</summary>
/// <param name="Action">Name in the address.</param>
/// <param name="Role">In which role.</param>
/// <param name="Body">Bytes of the body.</param>
internal sealed record Move(string Action, string Role, byte[] Body)
{
    /// <summary>Money that leaves the shop with it.</summary>
    public long? Refunds { get; init; }
}
