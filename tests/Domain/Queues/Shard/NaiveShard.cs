using System.Collections.Immutable;
using AfterSales.Agents;
using AfterSales.Queues;
using AfterSales.Routing;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>The same decisions, written down as plainly as the rules read: everything is searched every time.</summary>
internal sealed class NaiveShard(QueueDefinition definition)
{
    public Dictionary<Guid, WaitingWork> Waiting { get; } = [];

    public Dictionary<string, AgentStatus> Agents { get; } = [];

    public HashSet<string> Held { get; } = [];

    public HashSet<(Guid Ticket, string Agent)> Excluded { get; } = [];

    public static long Slack(WaitingWork work) => work.Due.UtcTicks - Handling(work).Ticks;

    public (string Agent, Guid Ticket, string Rule, int Candidates, int Target)? Decide(DateTimeOffset now)
    {
        foreach (var (id, work) in Waiting.OrderBy(each => Slack(each.Value)).ThenBy(each => each.Value.Priority).ThenBy(each => each.Value.Since).ThenBy(each => each.Key))
        {
            var target = definition.Targets.Count(target => work.EnteredAt + target.After <= now);
            var skills = target == 0 ? definition.RequiredSkills : definition.Targets[target - 1].Skills;
            var candidates = Agents.Values
                .Where(agent => agent is { Exists: true, Presence: Presence.Online, HasOpenOffer: false } && agent.Departments.Contains(definition.Department))
                .Where(agent => agent.Capacity - agent.UnitsInUse >= work.Units && !Held.Contains(agent.AgentId) && !Excluded.Contains((id, agent.AgentId)))
                .Where(agent => agent.NextGrantAt is not { } next || next <= now)
                .Where(agent => Covers(agent, skills) && Covers(agent, work.Skills))
                .OrderBy(agent => (decimal)agent.UnitsInUse / agent.Capacity).ThenBy(agent => agent.LastAssignedAt ?? DateTimeOffset.MinValue)
                .ThenBy(agent => agent.AgentId, StringComparer.Ordinal)
                .ToList();
            if (candidates.Count == 0)
            {
                continue;
            }

            var owner = candidates.Find(agent => agent.AgentId == work.Owner);
            var rule = owner is not null ? "sticky-owner"
                : candidates.Count == 1 ? "only-candidate"
                : candidates[0].UnitsInUse * candidates[1].Capacity == candidates[1].UnitsInUse * candidates[0].Capacity ? "longest-idle"
                : "lowest-load";
            return ((owner ?? candidates[0]).AgentId, id, rule, candidates.Count, target);
        }

        return null;
    }

    public int Position(Guid id) => 1 + Waiting.Count(other => Key(other).CompareTo(Key(new(id, Waiting[id]))) < 0);

    private static (long, int, DateTimeOffset, Guid) Key(KeyValuePair<Guid, WaitingWork> each) =>
        (Slack(each.Value), (int)each.Value.Priority, each.Value.Since, each.Key);

    private static bool Covers(AgentStatus agent, ImmutableArray<SkillLevel> asked) =>
        asked.All(skill => agent.Skills.Any(has => has.Skill == skill.Skill && has.Level >= skill.Level));

    private static TimeSpan Handling(WaitingWork work) => TimeSpan.FromSeconds(work.Kind switch
    {
        AfterSales.Tickets.TicketKind.Complaint => 900,
        AfterSales.Tickets.TicketKind.Consultation => 600,
        _ => 300,
    });
}
