using System.Text.Json;
using AfterSales.Log;
using AfterSales.Orders.Domain;
using AfterSales.ReadModel;
using AfterSales.Streams;

namespace AfterSales.Orders;

/// <summary>Folds an order from the log for the read model.</summary>
internal sealed class OrderProjector(IEventLog log) : IOrderProjector
{
    public static OrderRow Row(Guid streamId, int version, OrderState state) =>
        new(streamId, version, state.OrderId, state.Facts!.CustomerId, state.Facts.PaidAt, state.Facts.CustomerTier);

    public async Task<OrderRow?> Project(Guid streamId, CancellationToken cancellationToken)
    {
        var load = await log.Load(streamId, OrderFold.FoldVersion).WaitAsync(cancellationToken);
        var state = load.Snapshot is { } snapshot
            ? JsonSerializer.Deserialize(snapshot.Data.Span, OrderJson.Default.OrderState) ?? throw new InvalidDataException("A snapshot holds null.")
            : OrderState.Empty;
        var version = load.Snapshot?.Seq ?? 0;
        foreach (var row in load.Rows.Where(row => row.Seq > version).ToList())
        {
            var stamp = new EventStamp(row.Seq, row.At, row.Actor, row.CommandId);
            state = OrderCodec.Instance.Decode(row.Data.Span, row.Personal).Aggregate(state, (folded, stored) => OrderFold.Apply(folded, stored, stamp));
            version = row.Seq;
        }

        return state.Facts is null ? null : Row(streamId, version, state);
    }
}
