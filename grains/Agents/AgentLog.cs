using Microsoft.Extensions.Logging;

namespace AfterSales.Agents;

/// <summary>Log messages of agents, 2400-2499. Identifiers only. What a database that is away makes every agent say every second is debug.</summary>
internal static partial class AgentLog
{
    [LoggerMessage(2400, LogLevel.Warning, "Agent {AgentId}: ticket {TicketId} could not be asked about assignment {AssignmentId}")]
    public static partial void TicketSilent(ILogger logger, Exception exception, string agentId, Guid ticketId, Guid assignmentId);

    [LoggerMessage(2401, LogLevel.Warning, "Agent {AgentId}: {Receiver} could not be told")]
    public static partial void NotTold(ILogger logger, Exception exception, string agentId, string receiver);

    [LoggerMessage(2402, LogLevel.Information, "Agent {AgentId}: the reservation {AssignmentId} of ticket {TicketId} was not confirmed in time, the ticket is asked")]
    public static partial void LeaseEnded(ILogger logger, string agentId, Guid assignmentId, Guid ticketId);

    [LoggerMessage(2403, LogLevel.Debug, "Agent {AgentId}: facts of ticket {TicketId} in version {Version} were not taken ({Code})")]
    public static partial void FactsNotTaken(ILogger logger, string agentId, Guid ticketId, int version, string code);

    [LoggerMessage(2404, LogLevel.Debug, "Agent {AgentId}: what time brought could not be stored ({Code})")]
    public static partial void TickFailed(ILogger logger, string agentId, string code);
}
