using AfterSales.Routing;

namespace AfterSales.Agents.Domain;

/// <summary>A profile as stored. A shape of its own, not the contract's: the contract may change, what is stored may not.</summary>
internal sealed record ProfileData(
    string? Team, ImmutableArray<string> Languages, ImmutableArray<StoredSkill> Skills, int Capacity, ImmutableArray<string> Departments)
{
    public static ProfileData Of(AgentProfile profile) => new(
        profile.Team,
        profile.Languages.OrEmpty(),
        [.. profile.Skills.OrEmpty().Select(skill => new StoredSkill(skill.Skill, skill.Level))],
        profile.Capacity,
        profile.Departments.OrEmpty() is { IsEmpty: false } given ? given : [Routing.Departments.Service]);

    public ImmutableArray<SkillLevel> SkillLevels() => [.. Skills.OrEmpty().Select(skill => new SkillLevel(skill.Skill, skill.Level))];

    public bool Same(ProfileData other) =>
        Team == other.Team && Capacity == other.Capacity && Languages.OrEmpty().SequenceEqual(other.Languages.OrEmpty())
        && Skills.OrEmpty().SequenceEqual(other.Skills.OrEmpty()) && Departments.OrEmpty().SequenceEqual(other.Departments.OrEmpty());
}

internal readonly record struct StoredSkill(string Skill, int Level);

/// <summary>Why an offer was made to him; what the case stores when it is accepted.</summary>
internal sealed record OfferReason(string Rule, int Target, int Candidates, ImmutableArray<ConsideredAgent> Considered)
{
    public static OfferReason Of(AssignmentReason reason) => new(
        reason.Rule,
        reason.Target,
        reason.Candidates,
        [.. reason.Considered.OrEmpty().Select(load => new ConsideredAgent(load.Agent, load.UnitsInUse, load.Capacity))]);

    public AssignmentReason ToReason() => new(
        Rule, Target, Candidates, [.. Considered.OrEmpty().Select(load => new CandidateLoad(load.Agent, load.UnitsInUse, load.Capacity))]);
}

internal readonly record struct ConsideredAgent(string Agent, int UnitsInUse, int Capacity);
