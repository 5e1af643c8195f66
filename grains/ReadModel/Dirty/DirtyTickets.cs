using Microsoft.Extensions.Options;

namespace AfterSales.ReadModel;

internal sealed class DirtyTickets(IOptions<ReadModelOptions> options, TimeProvider time, ReadModelMetrics metrics)
    : DirtySet<TicketRow>("tickets", options.Value.MaxDirty, time, metrics), IDirtyTickets
{
    public override Guid IdOf(TicketRow row) => row.Summary.Id;

    public override int VersionOf(TicketRow row) => row.Summary.Version;
}
