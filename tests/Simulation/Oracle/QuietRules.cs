using AfterSales.Agents.Domain;
using AfterSales.Queues;
using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Oracle;

/// <summary>What must hold exactly once nothing goes wrong any more and every lease has ended.</summary>
internal sealed class QuietRules(World world, Eligibility eligibility)
{
    public IEnumerable<string> FromTheLog(IEnumerable<(Guid Stream, Guid Command)> acknowledged)
    {
        var pairs = eligibility.Pairs().Select(pair => $"case {pair.Case.Id} waits and agent {pair.Agent.State.AgentId} could have it");
        var lost = acknowledged.Where(command => world.Ledger.TimesStored(command.Stream, command.Command) != 1)
            .Select(command => $"command {command.Command} on {command.Stream} was acknowledged and is stored {world.Ledger.TimesStored(command.Stream, command.Command)} times");
        return [.. world.Ledger.Cases.Where(known => known.State.IsOpened).SelectMany(OfCase), .. world.Ledger.Agents.SelectMany(OfAgent), .. pairs, .. lost];
    }

    /// <summary>Every waiting case is in its queue's shard, and in no other.</summary>
    public async Task<IReadOnlyList<string>> FromTheShards(Client client)
    {
        var violations = new List<string>();
        foreach (var queue in world.Setup.Queues.All.Select(queue => queue.Id))
        {
            var shard = QueueKeys.Of(queue);
            var waiting = world.Ledger.Cases.Where(known => known.State.Waiting?.Queue == queue).ToArray();
            foreach (var known in waiting)
            {
                if (await client.Call(grains => grains.GetGrain<IQueueGrain>(shard).GetPosition(known.Id)) is not { Succeeded: true, Value.Waits: true })
                {
                    violations.Add($"case {known.Id} waits in {queue}, whose shard does not know it");
                }
            }

            var stats = await client.Call(grains => grains.GetGrain<IQueueGrain>(shard).GetStats());
            if (stats?.Value?.Waiting != waiting.Length)
            {
                violations.Add($"{waiting.Length} cases wait in {queue}, and its shard says {stats?.Value?.Waiting} (of them offered: {stats?.Value?.Offered})");
            }
        }

        return violations;
    }

    private IEnumerable<string> OfCase(LedgerCase known)
    {
        var (state, department) = (known.State, StepDepartments.Of(known.State));
        if (department is not null && state.Waiting is null && state.Assignment is not { Active: true })
        {
            yield return $"case {known.Id} is lost: {department} has to act, it waits nowhere and nobody has it";
        }

        if (department is null && (state.Waiting is not null || state.Assignment is { Active: true }))
        {
            yield return $"case {known.Id} costs {state.Waiting?.Queue ?? state.Assignment?.Agent} though nobody of ours has to act";
        }

        if (state.Waiting is { } waits && !world.Queues.Current.Has(waits.Queue))
        {
            yield return $"case {known.Id} waits in {waits.Queue}, which was removed";
        }

        var holders = world.Ledger.Agents.Where(agent => agent.State.Held.Find(known.Id) is not null).ToArray();
        if (state.Assignment is { } given && (holders is not [var only] || !IsThe(given, only.State.Held.Find(known.Id)!)))
        {
            yield return $"case {known.Id} is {given.Agent}'s ({given.Units} units, active: {given.Active}), and is held as "
                + string.Join("; ", holders.Select(agent => $"{agent.State.AgentId}: {agent.State.Held.Find(known.Id)}"));
        }

        if (state.Assignment is null && holders.Length > 0)
        {
            yield return $"case {known.Id} is nobody's, and {holders[0].State.AgentId} holds {holders[0].State.Held.Find(known.Id)}";
        }
    }

    private static bool IsThe(TicketAssignment given, Holding holding) =>
        holding.AssignmentId == given.Id && holding.Active == given.Active && holding.Units == given.Units && holding.Stage != HoldingStage.Offered;

    private static IEnumerable<string> OfAgent(LedgerAgent agent)
    {
        var sum = agent.State.Held.All.Sum(holding => holding.Load());
        if (sum != agent.State.Held.UnitsInUse)
        {
            yield return $"agent {agent.State.AgentId} counts {agent.State.Held.UnitsInUse} units for {sum} of work";
        }
    }
}
