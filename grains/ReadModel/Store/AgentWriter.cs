using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.ReadModel;

/// <summary>Upserts <c>agent_view</c>; as <see cref="TicketWriter"/>.</summary>
internal sealed class AgentWriter(ReadModelDb db, IOptions<ReadModelOptions> options) : IRowWriter<AgentRow>
{
    private const string Sql =
        """
        insert into agent_view (stream_id, version, agent_id, status, projection)
        select r.*, $5 from unnest($1, $2, $3, $4) as r (stream_id, version, agent_id, status)
        on conflict (agent_id) do update
        set version = excluded.version, projection = excluded.projection, status = excluded.status
        where (excluded.projection, excluded.version) > (agent_view.projection, agent_view.version)
        """;

    public async Task Write(IReadOnlyList<AgentRow> rows, CancellationToken cancellationToken)
    {
        var statement = new NpgsqlBatchCommand(Sql);
        new Columns<AgentRow>(rows, statement.Parameters)
            .Id(row => row.StreamId)
            .Number(row => row.Status.Version)
            .Text(row => row.Status.AgentId)
            .Text(row => RoutingJson.Write(row.Status));
        statement.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Value.Projection });
        await db.Write(statement, cancellationToken);
    }
}
