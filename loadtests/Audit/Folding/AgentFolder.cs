using System.Text.Json;

namespace AfterSales.LoadTests.Audit.Folding;

/// <summary>An agent at the end of his stream.</summary>
internal sealed class AgentFacts(Guid stream)
{
    public Guid Stream => stream;

    public string Id { get; set; } = "";

    /// <summary>Null when he is not registered.</summary>
    public int? Capacity { get; set; }

    public Dictionary<Guid, HeldWork> Held { get; } = [];

    public int UnitsInUse => Held.Values.Sum(work => work.Load);
}

/// <summary>Folds agents, and counts their units after every row that granted some.</summary>
internal sealed class AgentFolder(AuditLedger ledger, LogState state) : StreamFolder(ledger)
{
    private AgentFacts _agent = new(Guid.Empty);

    public override void Fold(in LogEntry row)
    {
        if (row.Stream != _agent.Stream)
        {
            state.Agents[row.Stream] = _agent = new AgentFacts(row.Stream);
        }

        Ledger.Looked(AuditNames.AgentRows);
        var granted = false;
        foreach (var stored in row.Events.EnumerateArray())
        {
            granted |= Apply(stored.Text("t"), stored);
        }

        if (granted && _agent.UnitsInUse > (_agent.Capacity ?? 0))
        {
            Found(AuditKinds.OverCapacity, $"agent {_agent.Id}: row {row.Seq} grants up to {_agent.UnitsInUse} units of {_agent.Capacity ?? 0}");
        }
    }

    private bool Apply(string name, JsonElement stored)
    {
        switch (name)
        {
            case "profile-set.v1":
                (_agent.Id, _agent.Capacity) = (stored.Text("agentId"), stored.GetProperty("profile").Number("capacity"));
                return false;
            case "agent-removed.v1":
                _agent.Capacity = null;
                return false;
            case "work-reserved.v1" or "work-offered.v1":
                Grant(stored);
                return true;
            case "offer-closed.v1" when stored.Text("how") == "Accepted":
                return false;
            case "offer-closed.v1" or "work-voided.v1" or "work-ended.v1":
                End(name, stored.Id("ticketId"));
                return false;
            case "work-taken.v1":
                _agent.Id = stored.Text("agentId");
                _agent.Held[stored.Id("ticketId")] = Work(stored, stored.Flag("active"));
                return false;
            case "work-confirmed.v1":
                Change(name, stored.Id("ticketId"), held => held);
                return false;
            case "work-changed.v1":
                Change(name, stored.Id("ticketId"), held => held with { Active = stored.Flag("active"), Units = stored.Number("units") });
                return false;
            default:
                return false;
        }
    }

    private void Grant(JsonElement stored)
    {
        var ticket = stored.Id("ticketId");
        if (!_agent.Held.TryAdd(ticket, Work(stored, active: true)))
        {
            Found(AuditKinds.Doubled, $"agent {_agent.Id} was granted units for case {ticket} that he holds");
        }
    }

    private void End(string name, Guid ticket)
    {
        if (!_agent.Held.Remove(ticket))
        {
            Found(AuditKinds.Doubled, $"agent {_agent.Id}: {name} of case {ticket}, which he does not hold");
        }
    }

    private void Change(string name, Guid ticket, Func<HeldWork, HeldWork> change)
    {
        if (_agent.Held.TryGetValue(ticket, out var held))
        {
            _agent.Held[ticket] = change(held);
        }
        else
        {
            Found(AuditKinds.Half, $"agent {_agent.Id}: {name} of case {ticket}, which he does not hold");
        }
    }

    private HeldWork Work(JsonElement stored, bool active) =>
        new(stored.Id("assignmentId"), _agent.Id, string.Intern(stored.Text("queue")), stored.Number("units"), active);
}
