using AfterSales.Log;
using AfterSales.ReadModel;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>Folds a ticket straight from the log for the follower, without waking its actor.</summary>
internal sealed class TicketProjector(IEventLog log) : ITicketProjector
{
    public async Task<TicketRow?> Project(Guid ticketId, CancellationToken cancellationToken)
    {
        // Without a snapshot: subject and every text a row shows come from the rows themselves.
        var load = await log.Load(ticketId, foldVersion: 0).WaitAsync(cancellationToken);
        var state = TicketFold.Empty;
        foreach (var row in load.Rows)
        {
            var stamp = new EventStamp(row.Seq, row.At, row.Actor, row.CommandId);
            state = TicketCodec.Instance.Decode(row.Data.Span, row.Personal).Aggregate(state, (folded, stored) => TicketFold.Apply(folded, stored, stamp));
        }

        return TicketProjection.ToRow(ticketId, state, state.Version);
    }
}
