using AfterSales.Agents;
using AfterSales.Routing;

namespace AfterSales.Queues;

/// <summary>Who can serve what. Pure; agents use it to know whom to tell, shards to choose.</summary>
public static class Serving
{
    public const string LanguagePrefix = "lang:";

    public const int LanguageLevel = 5;

    /// <summary>Whether the agent may get anything from the queue, now or once a target has relaxed.</summary>
    public static bool MayServe(ImmutableArray<string> departments, ImmutableArray<SkillLevel> skills, QueueDefinition queue) =>
        departments.Contains(queue.Department)
        && (Covers(skills, queue.RequiredSkills) || queue.Targets.OrEmpty().Any(target => Covers(skills, target.Skills)));

    /// <summary>Whether every skill asked for is there, at least at its level.</summary>
    public static bool Covers(ImmutableArray<SkillLevel> skills, ImmutableArray<SkillLevel> asked)
    {
        foreach (var wanted in asked.OrEmpty())
        {
            var found = false;
            foreach (var has in skills.OrEmpty())
            {
                found |= has.Level >= wanted.Level && has.Skill == wanted.Skill;
            }

            if (!found)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Skills of an agent as queues see them: his own and one per language.</summary>
    public static ImmutableArray<SkillLevel> SkillsOf(AgentProfile profile) =>
        [.. profile.Skills.OrEmpty(), .. profile.Languages.OrEmpty().Select(language => new SkillLevel(LanguagePrefix + language, LanguageLevel))];
}
