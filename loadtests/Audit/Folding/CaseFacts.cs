namespace AfterSales.LoadTests.Audit.Folding;

/// <summary>A case at the end of its stream.</summary>
internal sealed class CaseFacts(Guid id)
{
    private static readonly string[] Terminal = ["Completed", "Closed", "Cancelled"];
    private static readonly string[] GoodsKinds = ["RefundOnly", "ReturnRefund", "Exchange", "Repair", "Reship"];

    public Guid Id => id;

    public int Version { get; set; }

    public bool Opened { get; set; }

    public string Step { get; set; } = "";

    public string Kind { get; set; } = "";

    public string? OrderId { get; set; }

    public long Refunded { get; set; }

    /// <summary>Where it waits; null when it does not.</summary>
    public string? Waits { get; set; }

    public HeldWork? Assignment { get; set; }

    public string? DeadlineRule { get; set; }

    public DateTime? DeadlineAt { get; set; }

    /// <summary>The promise that is broken next, unless something is done.</summary>
    public string? ClockName { get; set; }

    public DateTime? ClockAt { get; set; }

    /// <summary>By the log: it must be woken by then at the latest.</summary>
    public DateTime? WokenBy => ClockAt is { } clock && !(DeadlineAt < clock) ? clock : DeadlineAt;

    public string? CustomerId { get; set; }

    /// <summary>As the read model has it: over for the order. Null when it has no row.</summary>
    public bool? Settled { get; set; }

    public bool IsTerminal => Terminal.Contains(Step);

    public bool HoldsGoods => OrderId is not null && GoodsKinds.Contains(Kind);

    /// <summary>What the read model shows as its queue.</summary>
    public string? Queue => Waits ?? Assignment?.Queue;

    public void Clear()
    {
        (Opened, Step, Kind, OrderId, Refunded) = (false, "", "", null, 0);
        (Waits, Assignment, DeadlineRule, DeadlineAt, CustomerId) = (null, null, null, null, null);
        (ClockName, ClockAt) = (null, null);
    }
}

/// <summary>A case in somebody's hands.</summary>
internal sealed record HeldWork(Guid AssignmentId, string Agent, string Queue, int Units, bool Active)
{
    public int Load => Active ? Units : 0;
}
