using Microsoft.Extensions.Logging;

namespace AfterSales.Customers;

/// <summary>Log messages of customers, 2200-2299. A customer's id names a person and is left out.</summary>
internal static partial class CustomerLog
{
    [LoggerMessage(2200, LogLevel.Warning, "The read model did not tell a customer's history; no budget is granted until it does")]
    public static partial void HistoryUnknown(ILogger logger, Exception exception);
}
