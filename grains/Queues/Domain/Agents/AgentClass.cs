using AfterSales.Routing;

namespace AfterSales.Queues.Domain;

/// <summary>
/// Agents with the same skills and the same capacity. With one capacity the lowest load ratio is the most free units: when the first does not have
/// enough, none has, so nothing is ever searched.
/// </summary>
internal sealed class AgentClass(ImmutableArray<SkillLevel> skills)
{
    public ImmutableArray<SkillLevel> Skills { get; } = skills;

    /// <summary>Those who could be given work now.</summary>
    public SortedChunks<PoolAgent, ByLoad> Agents { get; } = new();
}
