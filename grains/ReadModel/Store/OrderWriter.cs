using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.ReadModel;

/// <summary>Upserts <c>order_view</c>; as <see cref="TicketWriter"/>.</summary>
internal sealed class OrderWriter(ReadModelDb db, IOptions<ReadModelOptions> options) : IRowWriter<OrderRow>
{
    private const string Sql =
        """
        insert into order_view (stream_id, version, order_id, customer_id, paid_at, tier, projection)
        select r.*, $7 from unnest($1, $2, $3, $4, $5, $6) as r (stream_id, version, order_id, customer_id, paid_at, tier)
        on conflict (order_id) do update
        set version = excluded.version, projection = excluded.projection, customer_id = excluded.customer_id, paid_at = excluded.paid_at,
            tier = excluded.tier
        where (excluded.projection, excluded.version) > (order_view.projection, order_view.version)
        """;

    public async Task Write(IReadOnlyList<OrderRow> rows, CancellationToken cancellationToken)
    {
        var statement = new NpgsqlBatchCommand(Sql);
        new Columns<OrderRow>(rows, statement.Parameters)
            .Id(row => row.StreamId)
            .Number(row => row.Version)
            .Text(row => row.OrderId)
            .Text(row => row.CustomerId)
            .Time(row => row.PaidAt)
            .Text(row => row.Tier);
        statement.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Value.Projection });
        await db.Write(statement, cancellationToken);
    }
}
