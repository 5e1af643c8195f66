using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Routing;

namespace AfterSales.Agents.Domain;

/// <summary>What queues know of an agent, from his state.</summary>
internal static class AgentStatuses
{
    private static readonly ImmutableArray<string> Service = [Departments.Service];

    public static AgentStatus Of(string agentId, AgentState state, int version, RoutingPolicy policy) => new(
        agentId,
        version,
        state.Exists,
        state.Presence,
        state.Profile?.Departments ?? Service,
        state.Profile is { } profile ? SkillsOf(profile) : [],
        state.Profile?.Capacity ?? 0,
        state.Held.UnitsInUse,
        state.Held.OpenOffers > 0,
        state.LastAssignedAt,
        RampUp.NextGrantAt(state, policy),
        state.Held.Count > 0);

    /// <summary>His own skills and one per language, as <see cref="Serving.SkillsOf"/> says.</summary>
    public static ImmutableArray<SkillLevel> SkillsOf(ProfileData profile) =>
        Serving.SkillsOf(new AgentProfile { Name = "", Skills = profile.SkillLevels(), Languages = profile.Languages });
}
