using AfterSales.Agents.Domain;
using AfterSales.Log;

namespace AfterSales.Agents;

/// <summary>What was said of changes of presence: personal, so not in snapshots; read from its rows when somebody looks, and kept.</summary>
internal sealed class PresenceReasons(Guid streamId, IEventLog log)
{
    private readonly Dictionary<int, string?> _bySeq = [];

    public async Task<IReadOnlyDictionary<int, string?>> For(AgentState state)
    {
        foreach (var seq in AgentViews.MissingReasons(state).Where(seq => !_bySeq.ContainsKey(seq)).ToList())
        {
            var rows = await log.Read(streamId, seq - 1, seq, 1);
            _bySeq[seq] = rows is [var row]
                ? AgentCodec.Instance.Decode(row.Data.Span, row.Personal).OfType<PresenceSet>().FirstOrDefault()?.Personal?.Text
                : null;
        }

        return _bySeq;
    }
}
