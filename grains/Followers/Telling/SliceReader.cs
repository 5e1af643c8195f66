using AfterSales.Agents;
using AfterSales.ReadModel;
using AfterSales.Routing;
using AfterSales.Sla;
using AfterSales.Tickets;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Followers;

/// <param name="Standing">Cases that orders or customers need to hear of.</param>
/// <param name="Routing">Cases that queues or agents need to hear of.</param>
/// <param name="Due">When each case wants to be woken, those that do not included.</param>
internal sealed record SliceFacts(List<TicketFacts> Standing, List<RoutingFacts> Routing, List<DueFacts> Due)
{
    /// <summary>Cases that want to be routed.</summary>
    public IEnumerable<Guid> Unrouted => Routing.Where(facts => facts.Unrouted).Select(facts => facts.TicketId);
}

/// <summary>What actors are told of a slice, from the read model: one query for its cases, one for its agents.</summary>
internal sealed class SliceReader(ReadModelDb db)
{
    // The last column but one tells what changes a claim or a standing: telling of every command would activate a grain per event. The wheel has few
    // shards, and is told of all.
    private const string Tickets =
        """
        select id, version, kind, customer_id, order_id, settled, coalesce(refunded, 0), rejected_for_abuse, created_at, updated_at, routing,
            (settled or refunded > 0 or rejected_for_abuse) is true, next_due
        from ticket_view where id = any($1)
        """;

    private const string Agents = "select stream_id, status from agent_view where stream_id = any($1)";

    public async Task<SliceFacts> ReadTickets(Guid[] tickets, SliceFaults faults, CancellationToken cancellationToken)
    {
        var facts = new SliceFacts([], [], []);
        await Read(Tickets, tickets, row => Add(facts, row, faults), cancellationToken);
        return facts;
    }

    public async Task<List<AgentRow>> ReadAgents(Guid[] streams, SliceFaults faults, CancellationToken cancellationToken)
    {
        var agents = new List<AgentRow>(streams.Length);
        await Read(Agents, streams, row =>
        {
            if (Parse(row.GetGuid(0), row.GetFieldValue<byte[]>(1), RoutingJson.ReadStatus, faults) is { } status)
            {
                agents.Add(new AgentRow(row.GetGuid(0), status));
            }
        }, cancellationToken);
        return agents;
    }

    private static void Add(SliceFacts facts, NpgsqlDataReader row, SliceFaults faults)
    {
        facts.Due.Add(new DueFacts(row.GetGuid(0), row.GetInt32(1), row.IsDBNull(12) ? null : row.GetFieldValue<DateTimeOffset>(12)));
        if (!row.IsDBNull(10) && Parse(row.GetGuid(0), row.GetFieldValue<byte[]>(10), RoutingJson.ReadFacts, faults) is { } routing)
        {
            facts.Routing.Add(routing);
        }

        if (row.GetBoolean(11))
        {
            facts.Standing.Add(new TicketFacts(
                row.GetGuid(0),
                row.GetInt32(1),
                (TicketKind)row.GetInt16(2),
                row.GetString(3),
                row.IsDBNull(4) ? null : row.GetString(4),
                row.GetBoolean(5),
                row.GetInt64(6),
                row.GetBoolean(7),
                row.GetFieldValue<DateTimeOffset>(8),
                row.GetFieldValue<DateTimeOffset>(9)));
        }
    }

    private static T? Parse<T>(Guid stream, byte[] json, Func<ReadOnlySpan<byte>, T> parse, SliceFaults faults)
        where T : class
    {
        try
        {
            return parse(json);
        }
        catch (Exception error)
        {
            faults.Add(Fault.OfView(stream, error));
            return null;
        }
    }

    private async Task Read(string sql, Guid[] streams, Action<NpgsqlDataReader> add, CancellationToken cancellationToken)
    {
        if (streams.Length == 0)
        {
            return;
        }

        await using var command = db.Command(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = streams, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            add(row);
        }
    }
}
