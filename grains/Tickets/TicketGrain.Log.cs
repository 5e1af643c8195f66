using AfterSales.Log;
using Microsoft.Extensions.Logging;

namespace AfterSales.Tickets;

internal sealed partial class TicketGrain
{
    [LoggerMessage(2000, LogLevel.Warning, "Ticket {TicketId} at version {Version}: the command was not committed ({Status}).")]
    private partial void LogNotCommitted(Guid ticketId, int version, AppendStatus status);

    [LoggerMessage(2001, LogLevel.Warning, "Ticket {TicketId}: the log cannot be read.")]
    private partial void LogUnreadable(Guid ticketId, Exception exception);

    [LoggerMessage(2002, LogLevel.Information, "Ticket {TicketId}: a claim made at version {Version} was never confirmed and is void.")]
    private partial void LogVoided(Guid ticketId, int version);

    [LoggerMessage(2004, LogLevel.Information, "Ticket {TicketId}: assignment {AssignmentId} of round {Round} was never confirmed and is void.")]
    private partial void LogAssignmentVoided(Guid ticketId, Guid assignmentId, int round);

    [LoggerMessage(2005, LogLevel.Warning, "Ticket {TicketId} at version {Version}: routing was not committed ({Code}).")]
    private partial void LogNotRouted(Guid ticketId, int version, string code);

    [LoggerMessage(2006, LogLevel.Warning, "Ticket {TicketId} at version {Version}: what is due was not committed ({Code}).")]
    private partial void LogNotKept(Guid ticketId, int version, string code);
}

internal static partial class TicketLog
{
    [LoggerMessage(2003, LogLevel.Warning, "Ticket {TicketId}: who has it was not told; the follower of the log will.")]
    public static partial void Untold(ILogger logger, Guid ticketId, Exception exception);
}
