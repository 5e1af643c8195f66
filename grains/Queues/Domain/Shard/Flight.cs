using AfterSales.Agents;

namespace AfterSales.Queues.Domain;

internal enum FlightStage : byte
{
    /// <summary>The agent is asked for capacity.</summary>
    Reserving,

    /// <summary>The case is asked to take the agent.</summary>
    Assigning,

    /// <summary>The agent has the offer.</summary>
    Offered,

    /// <summary>The offer should have ended by now: agent and case are asked.</summary>
    Checking,
}

/// <summary>One pair of case and agent between the decision and its outcome.</summary>
internal sealed class Flight(ReserveRequest request)
{
    public ReserveRequest Request { get; } = request;

    public Guid Id => Request.Assignment.AssignmentId;

    public Guid TicketId => Request.Assignment.TicketId;

    public string Agent => Request.Assignment.Agent;

    public FlightStage Stage { get; set; }

    /// <summary>Told before the answer that the agent has the offer at all.</summary>
    public OfferEnd? End { get; set; }

    /// <summary>The agent is kept out of the pool for it.</summary>
    public bool Holds { get; set; } = true;
}

/// <summary>What follows the agent's answer.</summary>
internal enum AfterReserve
{
    /// <summary>Nothing: the case was put back.</summary>
    Nothing,

    /// <summary>The case is gone: the agent is told to free the units.</summary>
    Release,

    /// <summary>The case is asked to take the agent.</summary>
    Assign,

    /// <summary>The agent has the offer: he is waited for.</summary>
    Offered,
}
