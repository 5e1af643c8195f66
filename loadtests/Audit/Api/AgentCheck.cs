using AfterSales.LoadTests.Audit.Derived;
using AfterSales.LoadTests.Audit.Folding;

namespace AfterSales.LoadTests.Audit.Api;

/// <summary>
/// Agents' actors count the units that their streams say. That no row grants more than the capacity is judged where streams are folded: work given by hand and
/// work that comes back may exceed it (domain.md section 7).
/// </summary>
internal sealed class AgentCheck(AuditSettings settings) : IAuditCheck
{
    public string Name => "agents through the API";

    public Task Run(AuditContext context, CancellationToken cancellation)
    {
        var streams = context.Log.Agents.Where(entry => entry.Value.Id.Length > 0).Select(entry => entry.Key).ToList();
        context.Looked(AuditNames.Agents, streams.Count);
        return AskAgain.Of(context, settings, streams, stream => Ask(context, stream), cancellation);
    }

    private static async Task<Suspicion?> Ask(AuditContext context, Guid stream)
    {
        var agent = context.Log.Agents[stream];
        var answer = await context.Api.Get($"/v1/agents/{agent.Id}/work");
        if (!answer.Succeeded)
        {
            return agent.Capacity is null ? null : new Suspicion(AuditKinds.Lost, $"agent {agent.Id}: {answer.Code}", stream);
        }

        var units = answer.Body.GetProperty("unitsInUse").GetInt32();
        var capacity = answer.Body.GetProperty("capacity").GetInt32();
        return Fault(agent, units, capacity) is { } fault ? new Suspicion(fault.Kind, $"agent {agent.Id}: {fault.What}", [stream, .. agent.Held.Keys]) : null;
    }

    private static (string Kind, string What)? Fault(AgentFacts agent, int units, int capacity) =>
        units > capacity && agent.UnitsInUse <= capacity ? (AuditKinds.OverCapacity, $"{units} units in use of {capacity}")
        : units != agent.UnitsInUse ? (AuditKinds.Half, $"{units} units in use, his open work costs {agent.UnitsInUse}")
        : null;
}
