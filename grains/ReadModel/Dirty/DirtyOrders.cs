using Microsoft.Extensions.Options;

namespace AfterSales.ReadModel;

internal sealed class DirtyOrders(IOptions<ReadModelOptions> options, TimeProvider time, ReadModelMetrics metrics)
    : DirtySet<OrderRow>("orders", options.Value.MaxDirty, time, metrics), IDirtyOrders
{
    public override Guid IdOf(OrderRow row) => row.StreamId;

    public override int VersionOf(OrderRow row) => row.Version;
}
