using Microsoft.Extensions.Options;

namespace AfterSales.ReadModel;

internal sealed class DirtyAgents(IOptions<ReadModelOptions> options, TimeProvider time, ReadModelMetrics metrics)
    : DirtySet<AgentRow>("agents", options.Value.MaxDirty, time, metrics), IDirtyAgents
{
    public override Guid IdOf(AgentRow row) => row.StreamId;

    public override int VersionOf(AgentRow row) => row.Status.Version;
}
