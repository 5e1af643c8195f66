using AfterSales.LoadTests.Audit.Folding;
using AfterSales.Log;

namespace AfterSales.LoadTests.Audit.Derived;

/// <summary>Whoever has a case by the case's own word has its units, and nobody else has.</summary>
internal sealed class AssignmentCheck : IDerivedCheck
{
    public async IAsyncEnumerable<Suspicion> Compare(
        AuditContext context, StreamScope scope, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        var holders = context.Log.Agents.Values.SelectMany(agent => agent.Held.Select(held => (Agent: agent, Ticket: held.Key, Work: held.Value)))
            .ToLookup(held => held.Ticket);
        foreach (var held in holders.Where(held => scope.Holds(held.Key)))
        {
            var known = context.Log.Case(held.Key);
            ImmutableArray<Guid> streams = [held.Key, .. held.Select(holder => holder.Agent.Stream)];
            if (held.Skip(1).Any())
            {
                yield return new Suspicion(AuditKinds.Doubled, $"case {held.Key} is held by {string.Join(" and ", held.Select(holder => holder.Agent.Id))}", streams);
            }

            foreach (var (agent, _, work) in held)
            {
                if (Fault(known, agent.Id, work) is { } fault)
                {
                    yield return new Suspicion(AuditKinds.Half, $"case {held.Key}: {fault}", streams);
                }
            }
        }

        foreach (var known in context.Log.Cases.Values.Where(known => known.Assignment is not null && scope.Holds(known.Id)))
        {
            if (scope.IsWhole)
            {
                context.Looked(AuditNames.Assignments);
            }

            var agent = StreamIds.Of(StreamKind.Agent, known.Assignment!.Agent);
            if (context.Log.Agents.GetValueOrDefault(agent)?.Held.ContainsKey(known.Id) != true)
            {
                yield return new Suspicion(AuditKinds.Half, $"case {known.Id} is {known.Assignment.Agent}'s, who holds nothing of it", known.Id, agent);
            }
        }
    }

    private static string? Fault(CaseFacts? known, string agent, HeldWork work) => known?.Assignment switch
    {
        null => $"{agent} holds {work.Load} units for it, and it is nobody's",
        var assigned when assigned.Agent != agent => $"{agent} holds {work.Load} units for it, and it is {assigned.Agent}'s",
        var assigned when assigned.AssignmentId != work.AssignmentId => $"{agent} holds it by an assignment that is over",
        var assigned when assigned.Load != work.Load => $"it costs {assigned.Load} units, and {agent} counts {work.Load}",
        _ => null,
    };
}
