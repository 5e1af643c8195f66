using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.Policies;
using AfterSales.ReadModel;
using AfterSales.Tickets;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Notifications;

/// <summary>Rows of cases that notifications are made of. The personal column is not even read.</summary>
internal sealed class NoticeLog(ReadModelDb db)
{
    private const string Rows =
        """
        select e.stream_id, e.seq, e.at, e.actor, e.data
        from unnest($1, $2) with ordinality as m (stream_id, seq, place)
        join event_log e on e.stream_id = m.stream_id and e.seq = m.seq
        order by m.place
        """;

    /// <summary>An opening is the first row, unless earlier attempts at it were voided.</summary>
    private const string Openings = "select stream_id, seq, at, actor, data from event_log where stream_id = any($1) and seq <= 8 order by stream_id, seq";

    /// <summary>In the order of the marks: that of the log is that of inboxes.</summary>
    /// <param name="marks">Of cases.</param>
    /// <param name="faults">Takes the cases whose rows cannot be read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<List<NoticeRow>> Read(IReadOnlyList<LogMark> marks, SliceFaults faults, CancellationToken cancellationToken)
    {
        await using var command = db.Command(Rows);
        new Columns<LogMark>(marks, command.Parameters).Id(mark => mark.StreamId).Number(mark => mark.Seq);
        return await Read(command, faults, cancellationToken);
    }

    /// <summary>Categories of the products that each case opened with.</summary>
    public async Task<Dictionary<Guid, ImmutableArray<string>>> Products(Guid[] tickets, SliceFaults faults, CancellationToken cancellationToken)
    {
        await using var command = db.Command(Openings);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = tickets, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        var products = new Dictionary<Guid, ImmutableArray<string>>();
        foreach (var row in await Read(command, faults, cancellationToken))
        {
            try
            {
                foreach (var opened in row.Events.OfType<Opened>())
                {
                    products[row.TicketId] = [.. opened.Lines.OrEmpty().Select(line => line.Category).Distinct(StringComparer.Ordinal)];
                }
            }
            catch (Exception error) when (!FaultKinds.IsTransient(error))
            {
                faults.Add(Fault.OfView(row.TicketId, error));
            }
        }

        return products;
    }

    private static async Task<List<NoticeRow>> Read(NpgsqlCommand command, SliceFaults faults, CancellationToken cancellationToken)
    {
        var rows = new List<NoticeRow>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var ticket = row.GetGuid(0);
            try
            {
                var events = TicketCodec.Instance.Decode(row.GetFieldValue<byte[]>(4), null);
                rows.Add(new NoticeRow(ticket, row.GetInt32(1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3), [.. events]));
            }
            catch (Exception error) when (!FaultKinds.IsTransient(error))
            {
                // Damaged, or written by newer code, in whatever way that shows: everybody else's are made.
                faults.Add(Fault.OfView(ticket, error));
            }
        }

        return rows;
    }
}
