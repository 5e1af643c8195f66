using AfterSales.Agents;
using AfterSales.Routing;

namespace AfterSales.Queues.Domain;

/// <summary>The agents a shard knows, those who could be given work ordered by load within their classes, and those whom time will bring back.</summary>
internal sealed class AgentPool(string department)
{
    private readonly Dictionary<(string Skills, int Capacity), AgentClass> _classes = [];
    private readonly List<SkillDemand> _demands = [];
    private readonly Dictionary<string, PoolAgent> _agents = new(StringComparer.Ordinal);
    private readonly SortedChunks<PoolAgent, ByWake> _asleep = new();

    public IEnumerable<PoolAgent> All => _agents.Values;

    public int Available => _classes.Values.Sum(agents => agents.Agents.Count);

    /// <summary>Units of the online agents of the department; kept up to date because every expected wait may ask for them.</summary>
    public long OnlineCapacity { get; private set; }

    public long NextWake => _asleep.Count == 0 ? long.MaxValue : _asleep.First.WakeAt;

    public PoolAgent? Find(string id) => _agents.GetValueOrDefault(id);

    public PoolAgent FindOrAdd(string id)
    {
        if (!_agents.TryGetValue(id, out var agent))
        {
            _agents.Add(id, agent = new PoolAgent(id));
        }

        return agent;
    }

    /// <summary>From now on classes are compared with this demand.</summary>
    public void Learn(SkillDemand demand)
    {
        _demands.Add(demand);
        foreach (var agents in _classes.Values)
        {
            demand.Learn(agents);
        }
    }

    /// <summary>Takes over a newer status; <see cref="Place"/> must follow.</summary>
    public void Take(PoolAgent agent, AgentStatus status)
    {
        Leave(agent);
        OnlineCapacity -= Online(agent);
        agent.Class = status.Exists && status.Departments.OrEmpty().Contains(department) ? KeepsClass(agent, status) ? agent.Class : ClassOf(status) : null;
        agent.Status = status;
        (agent.UnitsInUse, agent.Capacity, agent.LastAssignedAt) = (status.UnitsInUse, status.Capacity, status.LastAssignedAt?.UtcTicks ?? 0);
        (agent.SuspendedUntil, agent.Faults) = (0, 0);
        OnlineCapacity += Online(agent);
    }

    /// <summary>Puts him into the pool, to sleep until time allows, or nowhere, as he is now. True when he is in the pool.</summary>
    public bool Place(PoolAgent agent, long now)
    {
        Leave(agent);
        if (agent is not { Status: { Presence: Presence.Online, HasOpenOffer: false }, Class: not null, Held: 0, Free: > 0 })
        {
            return false;
        }

        var from = Math.Max(agent.SuspendedUntil, agent.Status.NextGrantAt?.UtcTicks ?? 0);
        if (from > now)
        {
            agent.WakeAt = from;
            _asleep.Add(agent);
            return false;
        }

        agent.InPool = true;
        agent.Class.Agents.Add(agent);
        return true;
    }

    /// <summary>One of those whose time has come; he is then neither asleep nor in the pool until placed.</summary>
    public PoolAgent? Wake(long now)
    {
        if (NextWake > now)
        {
            return null;
        }

        var agent = _asleep.First;
        Leave(agent);
        return agent;
    }

    public Choice? Best(WaitingGroup group, WaitingCase waiting)
    {
        var podium = default(Podium);
        var candidates = 0;
        foreach (var agents in group.Demand.Covering)
        {
            var pool = agents.Agents;
            var taken = 0;
            for (var i = 0; taken < 3 && i < pool.Count && pool[i] is var agent && agent.Free >= group.Units; i++)
            {
                if (!group.Excluded.Contains(agent.Id))
                {
                    podium.Consider(agent);
                    taken++;
                }
            }

            candidates += taken < 3 ? taken : pool.CountWhile(new HasFree(group.Units)) - Excluded(group, agents);
        }

        return podium.First is null ? null : podium.Choose(Owner(group, waiting), waiting.Target, candidates);
    }

    private PoolAgent? Owner(WaitingGroup group, WaitingCase waiting) =>
        waiting.Owner is { } owner && Find(owner) is { InPool: true } agent && agent.Free >= group.Units
        && group.Demand.IsCoveredBy(agent.Class!) && !group.Excluded.Contains(owner) ? agent : null;

    private int Excluded(WaitingGroup group, AgentClass agents)
    {
        var count = 0;
        foreach (var id in group.Excluded)
        {
            count += Find(id) is { InPool: true } agent && agent.Class == agents && agent.Free >= group.Units ? 1 : 0;
        }

        return count;
    }

    private void Leave(PoolAgent agent)
    {
        if (agent.InPool)
        {
            agent.Class!.Agents.Remove(agent);
            agent.InPool = false;
        }

        if (agent.WakeAt != long.MaxValue)
        {
            _asleep.Remove(agent);
            agent.WakeAt = long.MaxValue;
        }
    }

    /// <summary>Nearly every status tells of other units with the same skills: their class need not be looked up.</summary>
    private static bool KeepsClass(PoolAgent agent, AgentStatus status) =>
        agent is { Class: not null, Status: { } known } && known.Capacity == status.Capacity
        && known.Skills.OrEmpty().AsSpan().SequenceEqual(status.Skills.OrEmpty().AsSpan());

    private AgentClass ClassOf(AgentStatus status)
    {
        var skills = SkillSets.Join(status.Skills, []);
        var key = (SkillSets.Name(skills), status.Capacity);
        if (!_classes.TryGetValue(key, out var agents))
        {
            _classes.Add(key, agents = new AgentClass(skills));
            foreach (var demand in _demands)
            {
                demand.Learn(agents);
            }
        }

        return agents;
    }

    private static int Online(PoolAgent agent) => agent is { Class: not null, Status.Presence: Presence.Online } ? agent.Capacity : 0;
}
