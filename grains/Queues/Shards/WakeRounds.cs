using AfterSales.Agents;

namespace AfterSales.Queues;

/// <summary>
/// An agent's actor is the only clock of what he holds, and may be gone with its silo, or asleep when a policy begins to want something of it. So every
/// minute whoever holds anything is asked to report, by one shard; after a change of membership by every shard he serves. Some each second.
/// </summary>
internal sealed class WakeRounds(ShardWork work, AgentWaker waker)
{
    private const int PerSecond = 50;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private List<string> _left = [];
    private long _begun = work.Services.Time.GetTimestamp();
    private long? _woken;

    /// <summary>Begins anew; who is left from the round before comes first.</summary>
    public void Begin(bool everybody)
    {
        var holding = work.Shard.Agents.Where(agent => agent.Holds && ((everybody && IsServing(agent)) || IsMine(agent))).Select(agent => agent.AgentId);
        _left = [.. _left.Union(holding, StringComparer.Ordinal)];
        _begun = work.Services.Time.GetTimestamp();
    }

    /// <summary>To be called about every second.</summary>
    public void GoOn()
    {
        if (_left.Count == 0 && work.Services.Time.GetElapsedTime(_begun) >= Period)
        {
            Begin(everybody: false);
        }

        if (_left.Count > 0 && (_woken is null || work.Services.Time.GetElapsedTime(_woken.Value) >= QueueDesk.Longest))
        {
            _woken = work.Services.Time.GetTimestamp();
            waker.Wake(_left.Take(PerSecond));
            _left.RemoveRange(0, Math.Min(PerSecond, _left.Count));
        }
    }

    private bool IsServing(AgentStatus agent) =>
        work.Shard.Definition is { } queue && Serving.MayServe(agent.Departments.OrEmpty(), agent.Skills.OrEmpty(), queue);

    /// <summary>Of the queues he may serve the first sees to him; of who serves none, the first of all.</summary>
    private bool IsMine(AgentStatus agent)
    {
        var queues = work.Services.Queues.Current.All;
        var first = queues.FirstOrDefault(queue => Serving.MayServe(agent.Departments.OrEmpty(), agent.Skills.OrEmpty(), queue.Definition));
        return (first ?? queues.FirstOrDefault())?.Id == work.Queue;
    }
}
