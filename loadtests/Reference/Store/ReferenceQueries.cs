using System.Data;
using AfterSales.Tickets;
using Npgsql;

namespace AfterSales.LoadTests.Reference.Store;

/// <summary>One line of a ticket's history.</summary>
internal sealed record HistoryRecord(int Version, DateTimeOffset At, string Actor, string Type, TicketStep Step, string? Text);

/// <summary>Reads of the reference; every one a single prepared statement on an index.</summary>
internal sealed class ReferenceQueries(NpgsqlDataSource database)
{
    private static readonly string OneText = $"select {TicketReader.Columns} from ticket where id = $1";

    private static readonly string OfCustomerText =
        $"select {TicketReader.Columns} from ticket where customer_id = $1 order by created_at desc, id desc limit $2";

    private const string HistoryText =
        "select version, at, actor, type, step, text from ticket_history where ticket_id = $1 and version > $2 order by version limit $3";

    public async Task<TicketRecord?> Find(Guid id)
    {
        await using var command = database.CreateCommand(OneText);
        command.Parameters.AddValue(id);
        await using var rows = await command.ExecuteReaderAsync(CommandBehavior.SingleRow);
        return await rows.ReadAsync() ? TicketReader.Read(rows, 0) : null;
    }

    public async Task<IReadOnlyList<TicketRecord>> OfCustomer(string customerId, int limit)
    {
        await using var command = database.CreateCommand(OfCustomerText);
        command.Parameters.AddValue(customerId);
        command.Parameters.AddValue(limit);
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<TicketRecord>();
        while (await rows.ReadAsync())
        {
            found.Add(TicketReader.Read(rows, 0));
        }

        return found;
    }

    public async Task<IReadOnlyList<HistoryRecord>> History(Guid id, int after, int limit)
    {
        await using var command = database.CreateCommand(HistoryText);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(after);
        command.Parameters.AddValue(limit);
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<HistoryRecord>();
        while (await rows.ReadAsync())
        {
            found.Add(new HistoryRecord(
                rows.GetInt32(0),
                rows.GetFieldValue<DateTimeOffset>(1),
                rows.GetString(2),
                rows.GetString(3),
                (TicketStep)rows.GetInt16(4),
                rows.IsDBNull(5) ? null : rows.GetString(5)));
        }

        return found;
    }
}
