using AfterSales.Routing;

namespace AfterSales.Queues.Domain;

/// <summary>Skills asked for, and the classes of agents that cover them: worked out once, not per decision. One object per set of skills.</summary>
internal sealed class SkillDemand(ImmutableArray<SkillLevel> skills)
{
    private readonly HashSet<AgentClass> _covered = [];

    public List<AgentClass> Covering { get; } = [];

    public bool IsCoveredBy(AgentClass agents) => _covered.Contains(agents);

    public void Learn(AgentClass agents)
    {
        if (Serving.Covers(agents.Skills, skills))
        {
            _covered.Add(agents);
            Covering.Add(agents);
        }
    }
}

/// <summary>One spelling per set of skills.</summary>
internal static class SkillSets
{
    /// <summary>The highest level of each skill, by name.</summary>
    public static ImmutableArray<SkillLevel> Join(ImmutableArray<SkillLevel> one, ImmutableArray<SkillLevel> other) =>
        [.. one.OrEmpty().Concat(other.OrEmpty()).GroupBy(skill => skill.Skill, StringComparer.Ordinal)
            .Select(same => new SkillLevel(same.Key, same.Max(skill => skill.Level))).OrderBy(skill => skill.Skill, StringComparer.Ordinal)];

    /// <summary>The name of a joined set.</summary>
    public static string Name(ImmutableArray<SkillLevel> joined) => string.Join('\n', joined.Select(skill => $"{skill.Skill}\t{skill.Level}"));
}
