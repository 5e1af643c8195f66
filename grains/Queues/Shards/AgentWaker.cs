using AfterSales.Agents;

namespace AfterSales.Queues;

/// <summary>
/// Wakes agents so that leases, offers and first actions are judged although their silo died; a few at a time, in the background. Who does not answer
/// is asked again, after the others, until he does: nobody else may come to ask him.
/// </summary>
internal sealed class AgentWaker(ShardWork work)
{
    private const int Parallel = 8;
    private const int MaxUnsettled = 1_000;

    /// <summary>More are dropped; the next round (<see cref="WakeRounds"/>) brings them again.</summary>
    private const int MaxWaiting = 20_000;

    private readonly HashSet<string> _unsettled = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unanswered = new(StringComparer.Ordinal);
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

    public void Wake(IEnumerable<string> agentIds)
    {
        foreach (var id in agentIds)
        {
            if (_unanswered.Count < MaxWaiting && _unanswered.Add(id))
            {
                _waiting.Enqueue(id);
            }
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
        var failures = 0;
        while (!work.Stopping.IsCancellationRequested && _waiting.TryDequeue(out var id))
        {
            if (await Ask(id) is { } status)
            {
                failures = 0;
                _unanswered.Remove(id);
                _unsettled.Remove(id);
                work.Shard.Observe(status, work.Now);
                work.Shard.Reported(id);
                work.Pump();
            }
            else
            {
                _waiting.Enqueue(id);
                await work.BackOff(failures++).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }

        _running--;
    }
}
