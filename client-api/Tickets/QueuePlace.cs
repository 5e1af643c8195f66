using AfterSales.Api.Json;
using AfterSales.Queues;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging;

namespace AfterSales.Api.Tickets;

/// <summary>
/// Position and expected wait of a case that waits, asked of its queue when the case is shown. A queue that is slow or away must not keep anybody
/// from his case: the two fields are left out then.
/// </summary>
internal sealed partial class QueuePlace(IGrainFactory grains, ILogger<QueuePlace> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    public async ValueTask<TicketView> Complete(TicketView ticket)
    {
        if (ticket.WaitingIn is not { } queue)
        {
            return ticket;
        }

        try
        {
            var place = await grains.GetGrain<IQueueGrain>(QueueKeys.Of(queue)).GetPosition(ticket.Id).WaitAsync(Patience);
            return place is { Succeeded: true, Value: { Waits: true } found }
                ? ticket with { QueuePosition = found.Position, ExpectedWait = Text(found.ExpectedWait) }
                : ticket;
        }
        catch (Exception exception)
        {
            LogUnknown(queue, exception.GetType().Name);
            return ticket;
        }
    }

    private static string? Text(TimeSpan? wait) => wait is { } known ? Iso8601.ToText(Iso8601.WholeSeconds(known)) : null;

    [LoggerMessage(3010, LogLevel.Debug, "Queue {Queue} did not tell a position: {Exception}.")]
    private partial void LogUnknown(string queue, string exception);
}
