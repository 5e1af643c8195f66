using AfterSales.Tickets;

namespace AfterSales.Queues.Domain;

/// <summary>Every case without an agent; the ready ones in groups, most urgent first, and those that time changes in order of time.</summary>
internal sealed class WaitingIndex(HandlingTimes handling)
{
    private const int MaxTargets = 10;

    private readonly Dictionary<Guid, WaitingCase> _cases = [];
    private readonly Dictionary<GroupKey, WaitingGroup> _groups = [];
    private readonly List<WaitingGroup> _hot = [];
    private readonly SortedChunks<WaitingCase, ByAge> _byAge = new();
    private readonly SortedChunks<WaitingCase, ByChange> _timed = new();
    private readonly int[] _byTarget = new int[MaxTargets + 1];
    private readonly int[] _byPriority = new int[Enum.GetValues<TicketPriority>().Length];

    public int Count => _cases.Count;

    /// <summary>Of these, those that may be given to somebody.</summary>
    public int Ready { get; private set; }

    public IEnumerable<WaitingCase> All => _cases.Values;

    public IEnumerable<WaitingGroup> Groups => _groups.Values;

    public ReadOnlySpan<int> ByPriority => _byPriority;

    /// <summary>Ready cases by the target that applies to them.</summary>
    public ReadOnlySpan<int> ByTarget => _byTarget;

    public long? OldestSince => _byAge.Count == 0 ? null : _byAge.First.Since;

    public long NextChange => _timed.Count == 0 ? long.MaxValue : _timed.First.ChangeAt;

    public WaitingCase? Find(Guid id) => _cases.GetValueOrDefault(id);

    /// <summary>A new or changed case; <see cref="Enter"/> follows unless something is under way with it.</summary>
    public void Add(WaitingCase waiting)
    {
        _cases.Add(waiting.Id, waiting);
        _byAge.Add(waiting);
        _byPriority[(int)waiting.Priority]++;
    }

    /// <summary>Out of everything; afterwards it may be changed and added again.</summary>
    public void Remove(WaitingCase waiting)
    {
        Leave(waiting);
        _cases.Remove(waiting.Id);
        _byAge.Remove(waiting);
        _byPriority[(int)waiting.Priority]--;
    }

    /// <summary>Ready, in the group of those who may have it; its target is set before.</summary>
    public void Enter(WaitingCase waiting, SkillDemand demand)
    {
        var excluded = waiting.Excluded.IsEmpty ? "" : string.Join('\n', waiting.Excluded);
        var key = new GroupKey(demand, waiting.Units, waiting.Kind, excluded);
        if (!_groups.TryGetValue(key, out var group))
        {
            _groups.Add(key, group = new WaitingGroup(key, waiting.Excluded));
        }

        waiting.State = CaseState.Ready;
        waiting.Group = group;
        group.Cases.Add(waiting);
        Ready++;
        _byTarget[waiting.Target]++;
        Heat(group);
    }

    /// <summary>Out of its group and no longer timed.</summary>
    public void Leave(WaitingCase waiting)
    {
        Time(waiting, long.MaxValue);
        if (waiting.Group is { } group)
        {
            group.Cases.Remove(waiting);
            waiting.Group = null;
            Ready--;
            _byTarget[waiting.Target]--;
            if (group.Cases.Count == 0)
            {
                _groups.Remove(group.Key);
                Cool(group);
            }
        }
    }

    /// <summary>Sets when time changes something for the case.</summary>
    public void Time(WaitingCase waiting, long at)
    {
        if (waiting.ChangeAt != long.MaxValue)
        {
            _timed.Remove(waiting);
        }

        waiting.ChangeAt = at;
        if (at != long.MaxValue)
        {
            _timed.Add(waiting);
        }
    }

    /// <summary>One whose time has come; it is no longer timed.</summary>
    public WaitingCase? TakeChanged(long now)
    {
        if (NextChange > now)
        {
            return null;
        }

        var waiting = _timed.First;
        Time(waiting, long.MaxValue);
        return waiting;
    }

    /// <summary>An agent could be given something he could not have before: only the groups he covers can have changed.</summary>
    public void Heat(PoolAgent agent)
    {
        foreach (var group in _groups.Values)
        {
            if (!group.IsHot && agent.Free >= group.Units && group.Demand.IsCoveredBy(agent.Class!))
            {
                Heat(group);
            }
        }
    }

    public void Cool(WaitingGroup group)
    {
        if (group.IsHot)
        {
            var at = _hot.IndexOf(group);
            _hot[at] = _hot[^1];
            _hot.RemoveAt(_hot.Count - 1);
            group.IsHot = false;
        }
    }

    /// <summary>The hot group with the most urgent first case.</summary>
    public WaitingGroup? Hottest()
    {
        WaitingGroup? best = null;
        foreach (var group in _hot)
        {
            best = best is null || IsMoreUrgent(group, best) ? group : best;
        }

        return best;
    }

    /// <summary>Whether the first case of one group comes before that of another: least slack, then priority, then age.</summary>
    public bool IsMoreUrgent(WaitingGroup one, WaitingGroup other) => ByUrgency.Compare(
        one.Cases.First.Due - handling.Expected(one.Key.Kind), one.Cases.First,
        other.Cases.First.Due - handling.Expected(other.Key.Kind), other.Cases.First) < 0;

    /// <summary>How many ready cases are more urgent.</summary>
    public int CountBefore(WaitingCase waiting)
    {
        var slack = waiting.Due - handling.Expected(waiting.Kind);
        var before = 0;
        foreach (var group in _groups.Values)
        {
            before += group.Cases.CountWhile(new MoreUrgent(slack + handling.Expected(group.Key.Kind), waiting));
        }

        return before;
    }

    public int CountOverdue(long now) => _groups.Values.Sum(group => group.Cases.CountWhile(new DueBefore(now)));

    private void Heat(WaitingGroup group)
    {
        if (!group.IsHot)
        {
            group.IsHot = true;
            _hot.Add(group);
        }
    }
}
