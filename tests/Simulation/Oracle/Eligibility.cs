using AfterSales.Agents;
using AfterSales.Agents.Domain;
using AfterSales.Queues;
using AfterSales.Routing;
using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Oracle;

/// <summary>Who should have what by now, told from the log alone.</summary>
internal sealed class Eligibility(World world)
{
    /// <summary>What time brings (relaxed targets, the end of a ramp-up) is looked at by timers; it counts this much later.</summary>
    private static readonly TimeSpan TimersLook = TimeSpan.FromSeconds(1);

    /// <summary>Every waiting case with an agent who could have it now: such a pair must not last.</summary>
    public IEnumerable<(LedgerCase Case, LedgerAgent Agent)> Pairs()
    {
        var agents = world.Ledger.Agents.Where(MayBeGiven).ToArray();
        if (agents.Length == 0)
        {
            yield break;
        }

        var held = world.Ledger.Agents.SelectMany(agent => agent.State.Held.All).Select(holding => holding.TicketId).ToHashSet();
        foreach (var known in world.Ledger.Cases)
        {
            // Held while it waits: offered, or reserved and not yet settled.
            if (known.State.Waiting is not { } wait || held.Contains(known.Id) || world.Queues.Current.Find(wait.Queue) is not { } queue)
            {
                continue;
            }

            foreach (var agent in agents)
            {
                if (Fits(wait, queue.Definition, agent.State) && !world.Ledger.Declined(known.Id, wait.Round, agent.State.AgentId))
                {
                    yield return (known, agent);
                }
            }
        }
    }

    private bool Fits(TicketWait wait, QueueDefinition queue, AgentState agent)
    {
        var profile = agent.Profile!;
        var waited = world.Time.Now - TimersLook - wait.EnteredAt;
        var relaxed = queue.Targets.OrEmpty().LastOrDefault(target => target.After <= waited);
        var skills = Serving.SkillsOf(new AgentProfile { Name = "", Languages = profile.Languages, Skills = profile.SkillLevels() });
        return profile.Departments.Contains(queue.Department)
            && profile.Capacity - agent.Held.UnitsInUse >= wait.Units
            && Serving.Covers(skills, relaxed?.Skills ?? queue.RequiredSkills)
            && Serving.Covers(skills, wait.Skills);
    }

    private bool MayBeGiven(LedgerAgent agent) =>
        agent.State is { Exists: true, Presence: Presence.Online, Held.OpenOffers: 0 } state && !IsRampingUp(state);

    private bool IsRampingUp(AgentState state)
    {
        var policy = world.Policies.Current.Routing.Policy;
        var recently = world.Time.Now - TimersLook;
        return state.SignedInAt is { } since && since.AddSeconds(policy.RampUpSeconds) > recently
            && state.RampUp.OrEmpty().Count(at => at > recently.AddMinutes(-1)) >= policy.RampUpPerMinute;
    }
}
