using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.Log.Postgres.Archive;
using AfterSales.Log.Postgres.Loading;
using AfterSales.Policies;
using AfterSales.ReadModel;
using AfterSales.Tickets;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Notifications;

/// <summary>Rows of cases that notifications are made of. The personal column is not even read.</summary>
internal sealed class NoticeLog(ReadModelDb db)
{
    private const int TimeoutSeconds = 30;

    private const string Rows =
        $"""
        select e.*
        from unnest($1, $2) with ordinality as m (stream_id, seq, place)
        join (select {RowReading.Impersonal} from event_log) e on e.stream_id = m.stream_id and e.seq = m.seq
        order by m.place
        """;

    /// <summary>An opening is the first row, unless earlier attempts at it were voided.</summary>
    private const string Openings = $"select {RowReading.Impersonal} from event_log where stream_id = any($1) and seq <= 8 order by stream_id, seq";

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

    private async Task<List<NoticeRow>> Read(NpgsqlCommand command, SliceFaults faults, CancellationToken cancellationToken)
    {
        var stored = new List<LogRow>();
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await row.ReadAsync(cancellationToken))
            {
                stored.Add(row.ReadRow(0));
            }
        }

        await ArchivedRows.Fill(stored, row => row, (_, whole) => whole, db.Source, TimeoutSeconds, cancellationToken);
        var rows = new List<NoticeRow>(stored.Count);
        foreach (var logged in stored)
        {
            try
            {
                rows.Add(new NoticeRow(logged.StreamId, logged.Seq, logged.At, logged.Actor, [.. TicketCodec.Instance.Decode(logged.Data.Span, null)]));
            }
            catch (Exception error) when (!FaultKinds.IsTransient(error))
            {
                // Damaged, or written by newer code, in whatever way that shows: everybody else's are made.
                faults.Add(Fault.OfView(logged.StreamId, error));
            }
        }

        return rows;
    }
}
