using AfterSales.Tickets;
using Npgsql;

namespace AfterSales.LoadTests.Reference.Store;

/// <summary>Rows of <c>ticket</c> by place: one list of columns for every statement, no look-ups by name.</summary>
internal static class TicketReader
{
    private static readonly string[] Names =
    [
        "id", "version", "created_at", "updated_at", "kind", "step", "priority", "category", "escalated", "number", "customer_id", "order_id",
        "lines", "currency", "requested", "approved", "refunded", "queue", "assignee", "owner", "subject", "description", "tags", "carrier",
        "tracking", "shipped_at",
    ];

    public static string Columns { get; } = string.Join(", ", Names);

    /// <summary>The same columns of a function's answer <c>f(replayed, t)</c>.</summary>
    public static string AnswerColumns { get; } = "f.replayed, " + string.Join(", ", Names.Select(name => $"(f.t).{name}"));

    public static TicketRecord Read(NpgsqlDataReader row, int first) => new()
    {
        Id = row.GetGuid(first),
        Version = row.GetInt32(first + 1),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(first + 2),
        UpdatedAt = row.GetFieldValue<DateTimeOffset>(first + 3),
        Kind = (TicketKind)row.GetInt16(first + 4),
        Step = (TicketStep)row.GetInt16(first + 5),
        Priority = (TicketPriority)row.GetInt16(first + 6),
        Category = (TicketCategory)row.GetInt16(first + 7),
        Escalated = row.GetBoolean(first + 8),
        Number = row.GetString(first + 9),
        CustomerId = row.GetString(first + 10),
        OrderId = Text(row, first + 11),
        Lines = row.GetFieldValue<byte[]>(first + 12),
        Currency = Text(row, first + 13),
        Requested = Amount(row, first + 14),
        Approved = Amount(row, first + 15),
        Refunded = Amount(row, first + 16),
        Queue = Text(row, first + 17),
        Assignee = Text(row, first + 18),
        Owner = Text(row, first + 19),
        Subject = Text(row, first + 20),
        Description = Text(row, first + 21),
        Tags = row.GetFieldValue<string[]>(first + 22),
        Carrier = Text(row, first + 23),
        Tracking = row.GetFieldValue<string[]>(first + 24),
        ShippedAt = row.IsDBNull(first + 25) ? null : row.GetFieldValue<DateTimeOffset>(first + 25),
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Amount(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
