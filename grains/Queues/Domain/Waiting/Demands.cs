using AfterSales.Routing;

namespace AfterSales.Queues.Domain;

/// <summary>The skills asked for at each target of a queue, joined with those a case asks for itself; one object per set.</summary>
internal sealed class Demands(ImmutableArray<SkillLevel> required, ImmutableArray<RelaxedTarget> targets)
{
    private readonly Dictionary<string, SkillDemand> _bySkills = new(StringComparer.Ordinal);
    private readonly SkillDemand?[] _plain = new SkillDemand?[targets.OrEmpty().Length + 1];

    public int Targets => _plain.Length;

    /// <summary>When a target begins to apply, counted from entering the queue.</summary>
    public long After(int target) => target == 0 ? 0 : targets[target - 1].After.Ticks;

    public ImmutableArray<SkillLevel> Skills(int target) => target == 0 ? required.OrEmpty() : targets[target - 1].Skills.OrEmpty();

    /// <param name="target">Which target applies.</param>
    /// <param name="own">The case's own skills.</param>
    /// <param name="pool">Learns of a demand it has not seen.</param>
    public SkillDemand Of(int target, ImmutableArray<SkillLevel> own, AgentPool pool)
    {
        if (own.IsEmpty && _plain[target] is { } plain)
        {
            return plain;
        }

        var skills = SkillSets.Join(Skills(target), own);
        var name = SkillSets.Name(skills);
        if (!_bySkills.TryGetValue(name, out var demand))
        {
            _bySkills.Add(name, demand = new SkillDemand(skills));
            pool.Learn(demand);
        }

        _plain[target] = own.IsEmpty ? demand : _plain[target];
        return demand;
    }
}
