using AfterSales.Log;
using AfterSales.ReadModel;
using Microsoft.Extensions.Options;

namespace AfterSales.Followers;

/// <summary>Makes the read model hold every stream of a slice at least in the slice's version.</summary>
internal sealed class ReadModelRepair(
    ViewGaps gaps, ViewRepair<TicketRow> tickets, ViewRepair<OrderRow> orders, IOptions<FollowerOptions> options, TimeProvider time)
{
    /// <summary>How often the fast path's progress is looked at while it is waited for.</summary>
    private const int Looks = 3;

    private static readonly TimeSpan LocalLook = TimeSpan.FromMilliseconds(10);

    /// <param name="streams">What must be there.</param>
    /// <param name="settle">Give the fast path a little time before anything is folded from the log.</param>
    /// <param name="cancellationToken">Ends the work; what was written stays.</param>
    public async Task Ensure(SliceStreams streams, bool settle, CancellationToken cancellationToken)
    {
        var ticketsBehind = await gaps.Find(StreamKind.Ticket, streams.Tickets, cancellationToken);
        var ordersBehind = await gaps.Find(StreamKind.Order, streams.Orders, cancellationToken);
        if (settle)
        {
            await WaitForOwn(ticketsBehind, ordersBehind, cancellationToken);
            ticketsBehind = await gaps.Find(StreamKind.Ticket, Among(streams.Tickets, ticketsBehind), cancellationToken);
            ordersBehind = await gaps.Find(StreamKind.Order, Among(streams.Orders, ordersBehind), cancellationToken);
        }

        for (var look = 0; settle && look < Looks && ticketsBehind.Count + ordersBehind.Count > 0; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(options.Value.SettleMilliseconds / (double)Looks), time, cancellationToken);
            ticketsBehind = await gaps.Find(StreamKind.Ticket, Among(streams.Tickets, ticketsBehind), cancellationToken);
            ordersBehind = await gaps.Find(StreamKind.Order, Among(streams.Orders, ordersBehind), cancellationToken);
        }

        await tickets.Repair(ticketsBehind, streams.Tickets, cancellationToken);
        await orders.Repair(ordersBehind, streams.Orders, cancellationToken);
    }

    /// <summary>
    /// What this process itself is about to write is watched in memory and costs no look at the database; in a backlog that is nearly everything.
    /// </summary>
    private async Task WaitForOwn(List<Guid> ticketsBehind, List<Guid> ordersBehind, CancellationToken cancellationToken)
    {
        var until = time.GetTimestamp() + (long)(options.Value.SettleMilliseconds / 1000.0 * time.TimestampFrequency);
        while ((tickets.AnyWaits(ticketsBehind) || orders.AnyWaits(ordersBehind)) && time.GetTimestamp() < until)
        {
            await Task.Delay(LocalLook, time, cancellationToken);
        }
    }

    private static Dictionary<Guid, int> Among(IReadOnlyDictionary<Guid, int> wanted, List<Guid> ids) => ids.ToDictionary(id => id, id => wanted[id]);
}
