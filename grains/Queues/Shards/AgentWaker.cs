using AfterSales.Agents;

namespace AfterSales.Queues;

/// <summary>Wakes agents so that leases, offers and first actions are judged although their silo died; a few at a time, in the background.</summary>
internal sealed class AgentWaker(ShardWork work)
{
    private const int Parallel = 8;
    private const int MaxUnsettled = 1_000;

    private readonly HashSet<string> _unsettled = new(StringComparer.Ordinal);
    private readonly Queue<string> _waiting = new();
    private int _running;

    /// <summary>Agents who may hold a reservation whose outcome this shard does not know.</summary>
    public IEnumerable<string> Unsettled => _unsettled;

    public void Remember(string agentId)
    {
        if (_unsettled.Count < MaxUnsettled)
        {
            _unsettled.Add(agentId);
        }
    }

    public void Wake(IReadOnlyCollection<string> agentIds)
    {
        foreach (var id in agentIds.Except(_waiting).ToList())
        {
            _waiting.Enqueue(id);
        }

        for (var more = Math.Min(Parallel - _running, _waiting.Count); more > 0; more--)
        {
            _running++;
            _ = Run();
        }
    }

    /// <summary>Null when the agent cannot be asked.</summary>
    public async Task<AgentStatus?> Ask(string agentId)
    {
        try
        {
            var answer = await work.Grains.GetGrain<IAgentGrain>(agentId).Report();
            return answer.Value;
        }
        catch (Exception exception)
        {
            QueueLog.AgentSilent(work.Logger, exception, work.Queue, agentId);
            return null;
        }
    }

    private async Task Run()
    {
        await Task.Yield();
        while (_waiting.TryDequeue(out var id) && !work.Stopping.IsCancellationRequested)
        {
            if (await Ask(id) is { } status)
            {
                _unsettled.Remove(id);
                work.Shard.Observe(status, work.Now);
                work.Pump();
            }
        }

        _running--;
    }
}
