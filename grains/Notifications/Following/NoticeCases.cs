using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.Policies;
using AfterSales.ReadModel;
using AfterSales.Tickets;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Notifications;

/// <summary>
/// The cases of rows, from the read model as it is now: at least as new as the row, perhaps newer. Whoever became owner in between is told; where that would
/// be wrong the event itself names the person.
/// </summary>
internal sealed class NoticeCases(ReadModelDb db, ReadModelRepair repair, NoticeLog log)
{
    private const string Sql = "select id, customer_id, owner, assignee, kind, step, priority from ticket_view where id = any($1)";

    /// <param name="rows">What happened.</param>
    /// <param name="policy">Says whether products matter.</param>
    /// <param name="faults">Takes the cases that cannot be folded.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Not among them: cases of which nothing is left, and faulty ones.</returns>
    public async Task<Dictionary<Guid, CaseFacts>> Read(
        IReadOnlyList<NoticeRow> rows, NotificationPolicy policy, SliceFaults faults, CancellationToken cancellationToken)
    {
        // The same care as the first follower's: a row of the case that is behind is waited for a little, then folded from the log.
        var streams = new SliceStreams([.. rows.Select(row => new LogMark(LogCursor.Start, StreamKind.Ticket, row.TicketId, row.Seq))]);
        await repair.Ensure(streams, settle: true, faults, cancellationToken);
        var asking = rows.Where(row => NoticeRules.AsksForProducts(row, policy)).Select(row => row.TicketId).Distinct().ToArray();
        var products = asking.Length == 0 ? [] : await log.Products(asking, faults, cancellationToken);
        await using var command = db.Command(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. streams.Tickets.Keys], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        var cases = new Dictionary<Guid, CaseFacts>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var id = row.GetGuid(0);
            if (!faults.Has(id, Fault.View))
            {
                cases[id] = Facts(row, id) with { ProductCategories = products.GetValueOrDefault(id, []) };
            }
        }

        return cases;
    }

    private static CaseFacts Facts(NpgsqlDataReader row, Guid id) => new(
        id,
        row.GetString(1),
        row.IsDBNull(2) ? null : row.GetString(2),
        row.IsDBNull(3) ? null : row.GetString(3),
        (TicketKind)row.GetInt16(4),
        (TicketStep)row.GetInt16(5),
        (TicketPriority)row.GetInt16(6));
}
