using AfterSales.Agents;

namespace AfterSales.ReadModel;

/// <summary>One agent as projected for <c>agent_view</c>; the newer version wins. Removed agents keep a row that says so.</summary>
public sealed record AgentRow(Guid StreamId, AgentStatus Status);

/// <summary>As <see cref="IDirtyTickets"/>, for agents.</summary>
public interface IDirtyAgents
{
    /// <summary>Remembers the newest row of an agent; a full set drops it (the follower will project it).</summary>
    void Mark(AgentRow row);
}

/// <summary>Folds an agent from the log for the follower; implemented beside the agent's domain.</summary>
public interface IAgentProjector
{
    /// <summary>Null when the stream holds nothing. Throws when the log cannot be read.</summary>
    Task<AgentRow?> Project(Guid streamId, CancellationToken cancellationToken);
}
