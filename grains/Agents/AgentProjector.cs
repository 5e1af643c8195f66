using System.Text.Json;
using AfterSales.Agents.Domain;
using AfterSales.Log;
using AfterSales.Policies;
using AfterSales.ReadModel;
using AfterSales.Streams;

namespace AfterSales.Agents;

/// <summary>Folds an agent from the log for the read model, without waking his actor.</summary>
internal sealed class AgentProjector(IEventLog log, IPolicySource policies) : IAgentProjector
{
    public async Task<AgentRow?> Project(Guid streamId, CancellationToken cancellationToken)
    {
        var load = await log.Load(streamId, AgentFold.FoldVersion).WaitAsync(cancellationToken);
        var state = load.Snapshot is { } snapshot
            ? JsonSerializer.Deserialize(snapshot.Data.Span, AgentJson.Default.AgentState) ?? throw new InvalidDataException("A snapshot holds null.")
            : AgentState.Empty;
        var version = load.Snapshot?.Seq ?? 0;
        foreach (var row in load.Rows.Where(row => row.Seq > version).ToList())
        {
            var stamp = new EventStamp(row.Seq, row.At, row.Actor, row.CommandId);
            state = AgentCodec.Instance.Decode(row.Data.Span, row.Personal).Aggregate(state, (folded, stored) => AgentFold.Apply(folded, stored, stamp));
            version = row.Seq;
        }

        return version == 0 ? null : new AgentRow(streamId, AgentStatuses.Of(state.AgentId, state, version, policies.Current.Routing.Policy));
    }
}
