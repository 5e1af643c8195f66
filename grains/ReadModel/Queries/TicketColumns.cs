using AfterSales.Tickets;
using Npgsql;

namespace AfterSales.ReadModel;

/// <summary>The listed columns of <c>ticket_view</c> and how a row of them reads.</summary>
internal static class TicketColumns
{
    public const string Listed =
        "id, number, version, kind, step, customer_id, order_id, subject, priority, category, tags, queue, owner, assignee, " +
        "requested, approved, refunded, currency, escalated, breached, created_at, updated_at, tracking";

    public static TicketSummary ReadSummary(NpgsqlDataReader row)
    {
        var currency = Text(row, 17);
        return new TicketSummary
        {
            Id = row.GetGuid(0),
            Number = row.GetString(1),
            Version = row.GetInt32(2),
            Kind = (TicketKind)row.GetInt16(3),
            Step = (TicketStep)row.GetInt16(4),
            CustomerId = row.GetString(5),
            OrderId = Text(row, 6),
            Subject = Text(row, 7),
            Priority = (TicketPriority)row.GetInt16(8),
            Category = (TicketCategory)row.GetInt16(9),
            Tags = Texts(row, 10),
            Queue = Text(row, 11),
            Owner = Text(row, 12),
            Assignee = Text(row, 13),
            RequestedAmount = Amount(row, 14, currency),
            ApprovedAmount = Amount(row, 15, currency),
            RefundedAmount = Amount(row, 16, currency),
            Escalated = row.GetBoolean(18),
            Breached = row.GetBoolean(19),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(20),
            UpdatedAt = row.GetFieldValue<DateTimeOffset>(21),
        };
    }

    public static ImmutableArray<string> ReadTracking(NpgsqlDataReader row) => Texts(row, 22);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static Money? Amount(NpgsqlDataReader row, int column, string? currency) =>
        row.IsDBNull(column) || currency is null ? null : new Money(row.GetInt64(column), currency);

    private static ImmutableArray<string> Texts(NpgsqlDataReader row, int column) =>
        [.. row.GetFieldValue<string[]>(column)];
}
