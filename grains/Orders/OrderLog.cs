using Microsoft.Extensions.Logging;

namespace AfterSales.Orders;

/// <summary>Log messages of orders, 2100-2199. Identifiers only.</summary>
internal static partial class OrderLog
{
    [LoggerMessage(2100, LogLevel.Debug, "Order {OrderId} imported as version {Version}")]
    public static partial void Imported(ILogger logger, string orderId, int version);

    [LoggerMessage(2101, LogLevel.Information, "Order {OrderId} released the void claim of ticket {TicketId} at its version {TicketVersion}")]
    public static partial void Released(ILogger logger, string orderId, Guid ticketId, int ticketVersion);

    [LoggerMessage(2102, LogLevel.Warning, "Ticket {TicketId} could not be asked about its claim")]
    public static partial void HolderSilent(ILogger logger, Exception exception, Guid ticketId);
}
