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
}
