using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.ReadModel;

/// <summary>Upserts <c>ticket_view</c>: one statement per batch, one transaction, the newer (projection, version) wins.</summary>
internal sealed class TicketWriter(ReadModelDb db, SubjectTokens tokens, IOptions<ReadModelOptions> options) : IRowWriter<TicketRow>
{
    // The order of the parameters below. Named one by one, never "*": an older process must go on when a migration adds a column.
    private const string Names =
        "id, created_at, updated_at, version, kind, step, priority, category, settled, escalated, breached, rejected_for_abuse, " +
        "requested, approved, refunded, currency, number, customer_id, order_id, queue, assignee, owner, subject, waits, unrouted, routing, " +
        "next_due, armed, deadline_rule, deadline_at";

    private static readonly string Set = string.Join(", ", Names.Split(", ")[1..].Select(name => $"{name} = excluded.{name}"));

    private static readonly string Sql =
        $"""
        insert into ticket_view ({Names}, tags, tracking, subject_tokens, projection)
        select {Names}, tags::text[], tracking::text[], subject_tokens::integer[], $34
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26,
                    $27, $28, $29, $30, $31, $32, $33)
             as r ({Names}, tags, tracking, subject_tokens)
        on conflict (id) do update
        set {Set}, tags = excluded.tags, tracking = excluded.tracking, subject_tokens = excluded.subject_tokens, projection = excluded.projection,
            archived = false
        where (excluded.projection, excluded.version) > (ticket_view.projection, ticket_view.version)
        """;

    public async Task Write(IReadOnlyList<TicketRow> rows, CancellationToken cancellationToken)
    {
        var hash = await tokens.Ready(cancellationToken);
        var statement = new NpgsqlBatchCommand(Sql);
        Fill(new Columns<TicketRow>(rows, statement.Parameters), hash);
        statement.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Value.Projection });
        await db.Write(statement, cancellationToken);
    }

    private static void Fill(Columns<TicketRow> columns, SipHash hash) => columns
        .Id(row => row.Summary.Id)
        .Time(row => row.Summary.CreatedAt)
        .Time(row => row.Summary.UpdatedAt)
        .Number(row => row.Summary.Version)
        .Small(row => (int)row.Summary.Kind)
        .Small(row => (int)row.Summary.Step)
        .Small(row => (int)row.Summary.Priority)
        .Small(row => (int)row.Summary.Category)
        .Flag(row => row.Facts.Settled)
        .Flag(row => row.Summary.Escalated)
        .Flag(row => row.Summary.Breached)
        .Flag(row => row.Facts.RejectedForAbuse)
        .Amount(row => row.Summary.RequestedAmount?.Amount)
        .Amount(row => row.Summary.ApprovedAmount?.Amount)
        .Amount(row => row.Summary.RefundedAmount?.Amount ?? (row.Facts.Refunded == 0 ? null : row.Facts.Refunded))
        .Text(row => (row.Summary.RequestedAmount ?? row.Summary.ApprovedAmount ?? row.Summary.RefundedAmount)?.Currency)
        .Text(row => row.Summary.Number)
        .Text(row => row.Summary.CustomerId)
        .Text(row => row.Summary.OrderId)
        // Where a case waits is what a shard looks for; one place to say it cannot differ from another.
        .Text(row => row.Routing.Waiting?.Queue ?? row.Summary.Queue)
        .Text(row => row.Summary.Assignee)
        .Text(row => row.Summary.Owner)
        .Text(row => row.Summary.Subject)
        .Flag(row => row.Routing.Waiting is not null)
        .Flag(row => row.Routing.Unrouted)
        .Text(row => RoutingJson.Write(row.Routing))
        .Time(row => row.NextDue)
        .Flag(row => row.NextDue is not null)
        .Text(row => row.DeadlineRule)
        .Time(row => row.DeadlineAt)
        .Text(row => ArrayLiteral.Of(row.Summary.Tags))
        .Text(row => ArrayLiteral.Of(row.TrackingNumbers))
        .Text(row => ArrayLiteral.Of(SubjectTokens.Of(row.Summary.Subject, hash)));
}
