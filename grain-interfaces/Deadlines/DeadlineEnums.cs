namespace AfterSales.Deadlines;

/// <summary>Who is awaited (domain.md section 8). Stored by name.</summary>
public enum DeadlineParty { Reviewer, Customer, Carrier, Warehouse, Workshop, Arbitrator, Finance }

/// <summary>What silence decides (domain.md section 8). Stored by name.</summary>
public enum DeadlineEffect
{
    /// <summary>The request is approved.</summary>
    Approve,

    /// <summary>Closed by silence; may be reopened.</summary>
    Close,

    /// <summary>The goods are taken as received as promised; the case goes on.</summary>
    TakeAsReceived,

    /// <summary>Completed: the customer is taken as content.</summary>
    Complete,

    /// <summary>The rejection stands and the goods go back to the customer.</summary>
    SendBack,

    /// <summary>A lead takes it up.</summary>
    Escalate,

    /// <summary>A lead asks the carrier.</summary>
    AskCarrier,

    /// <summary>A promise is broken, and a lead takes it up.</summary>
    BreachAndEscalate,
}
