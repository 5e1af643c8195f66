using System.Text.Json.Nodes;
using Npgsql;

namespace AfterSales.Tests.Api.Faults.Routing;

/// <summary>What must hold once everything is quiet, as seen from outside: cases and agents through the API, the log in PostgreSQL.</summary>
internal sealed class Audit(Cluster cluster, string database)
{
    private const int AtOnce = 16;

    private static readonly string[] OursToAct = ["UnderReview", "InDialogue"];

    /// <summary>Empty when all is well; otherwise the first few things that are not.</summary>
    public async Task<string> Faults()
    {
        var tickets = await Tickets();
        var agents = await Task.WhenAll(Enumerable.Range(0, ServiceDesk.Agents).Select(Work));
        var holders = agents.SelectMany(agent => agent.Cases.Select(work => (agent.Id, work.Ticket, work.Active))).ToLookup(held => held.Ticket);
        IEnumerable<string> faults = [.. tickets.SelectMany(ticket => OfTicket(ticket, [.. holders[ticket.Id]])), .. agents.SelectMany(OfAgent), .. await OfLog()];
        return string.Join('\n', faults.Take(10));
    }

    private static IEnumerable<string> OfTicket(Case ticket, (string Agent, Guid Ticket, bool Active)[] holders)
    {
        var ours = OursToAct.Contains(ticket.Step);
        if (ours && ticket.Assignee is null)
        {
            yield return $"{ticket.Id} in {ticket.Step} has nobody";
        }

        if (holders.Length > 1)
        {
            yield return $"{ticket.Id} is held by {string.Join(", ", holders.Select(holder => holder.Agent))}";
        }

        if (ours && (holders is not [var only] || only.Agent != ticket.Assignee || !only.Active))
        {
            yield return $"{ticket.Id} in {ticket.Step} is {ticket.Assignee}'s, who has it not as active work";
        }

        if (!ours && holders.Any(holder => holder.Active))
        {
            yield return $"{ticket.Id} in {ticket.Step} still costs {holders[0].Agent} units";
        }
    }

    private static IEnumerable<string> OfAgent(Agent agent)
    {
        var open = agent.Cases.Where(work => work.Active).Sum(work => work.Units);
        if (agent.UnitsInUse != open || agent.Offers > 0)
        {
            yield return $"{agent.Id} uses {agent.UnitsInUse} units for {open} of open work and {agent.Offers} offers";
        }

        if (agent.UnitsInUse > ServiceDesk.Capacity)
        {
            yield return $"{agent.Id} has {agent.UnitsInUse} units of {ServiceDesk.Capacity}";
        }
    }

    private async Task<IReadOnlyCollection<string>> OfLog()
    {
        (string Fault, string Sql)[] rules =
        [
            ("streams have gaps", "select count(*) from (select from event_log group by stream_id having max(seq) <> count(*) or min(seq) <> 1) gaps"),
            ("commands are in a stream twice", "select count(*) from (select from event_log group by stream_id, command_id having count(*) > 1) doubled"),
            ("cases were assigned more than once, though nobody gave one back",
                """
                select count(*) from (select stream_id from event_log, json_array_elements(data) e
                where stream_kind = 1 and e ->> 't' like 'assigned.%' group by stream_id having count(*) > 1) twice
                """),
        ];
        await using var source = NpgsqlDataSource.Create(database);
        var faults = new List<string>();
        foreach (var (fault, sql) in rules)
        {
            await using var command = source.CreateCommand(sql);
            if ((long)(await command.ExecuteScalarAsync())! is > 0 and var count)
            {
                faults.Add($"{count} {fault}");
            }
        }

        return faults;
    }

    private async Task<IReadOnlyCollection<Case>> Tickets()
    {
        var ids = new List<Guid>();
        await using (var source = NpgsqlDataSource.Create(database))
        await using (var command = source.CreateCommand("select distinct stream_id from event_log where stream_kind = 1"))
        await using (var row = await command.ExecuteReaderAsync())
        {
            while (await row.ReadAsync())
            {
                ids.Add(row.GetGuid(0));
            }
        }

        var cases = new List<Case>();
        foreach (var some in ids.Chunk(AtOnce))
        {
            cases.AddRange(await Task.WhenAll(some.Select(Ticket)));
        }

        return cases;
    }

    private async Task<Case> Ticket(Guid id)
    {
        var body = (await cluster.Get($"/v1/tickets/{id}", "lead")).Body!;
        return new Case(id, body["step"]!.GetValue<string>(), body["assignee"]?.GetValue<string>());
    }

    private async Task<Agent> Work(int agent)
    {
        var id = ServiceDesk.AgentId(agent);
        var work = (await cluster.Get($"/v1/agents/{id}/work", "lead")).Body!;
        return new Agent(
            id, work["unitsInUse"]!.GetValue<int>(), work["offers"]!.AsArray().Count, [.. work["tickets"]!.AsArray().Select(ticket => Held(ticket!))]);
    }

    private static HeldCase Held(JsonNode ticket) =>
        new(ticket["ticketId"]!.GetValue<Guid>(), ticket["units"]!.GetValue<int>(), ticket["active"]!.GetValue<bool>());

    private sealed record Case(Guid Id, string Step, string? Assignee);

    private sealed record Agent(string Id, int UnitsInUse, int Offers, IReadOnlyList<HeldCase> Cases);

    private sealed record HeldCase(Guid Ticket, int Units, bool Active);
}
