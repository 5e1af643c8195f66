using AfterSales.ReadModel;
using AfterSales.Tickets;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Followers;

/// <summary>Facts of cases that orders or customers need to hear of, from the read model.</summary>
internal sealed class FactsReader(ReadModelDb db)
{
    // Only what changes a claim or a standing: telling of every command would activate a grain per event.
    private const string Sql =
        """
        select id, version, kind, customer_id, order_id, settled, coalesce(refunded, 0), rejected_for_abuse, created_at, updated_at
        from ticket_view where id = any($1) and (settled or refunded > 0 or rejected_for_abuse)
        """;

    public async Task<List<TicketFacts>> Read(Guid[] tickets, CancellationToken cancellationToken)
    {
        var facts = new List<TicketFacts>();
        if (tickets.Length == 0)
        {
            return facts;
        }

        await using var command = db.Command(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = tickets, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            facts.Add(new TicketFacts(
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

        return facts;
    }
}
