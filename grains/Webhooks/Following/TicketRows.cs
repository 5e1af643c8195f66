using AfterSales.Storage;
using AfterSales.Tickets;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Webhooks;

/// <summary>A row of a case as the follower needs it; what is personal stays in the log.</summary>
internal readonly record struct CaseRow(Guid TicketId, int Version, DateTimeOffset At, byte[] Data)
{
    public TicketEvent[] Events => TicketCodec.Instance.Decode(Data, personal: null);
}

/// <summary>Rows of many cases in one query, by the primary key; ordered by case and version.</summary>
internal sealed class TicketRows(StorageDataSources sources)
{
    private const string Sql =
        """
        select e.stream_id, e.seq, e.at, e.data
        from unnest($1::uuid[], $2::int[], $3::int[]) a (stream_id, after, through)
        cross join lateral (
            select * from event_log where stream_id = a.stream_id and seq > a.after and seq <= a.through offset 0) e
        order by e.stream_id, e.seq
        """;

    public async Task<List<CaseRow>> Read(IReadOnlyList<(Guid Ticket, int After, int Through)> spans, CancellationToken cancellationToken)
    {
        await using var command = sources.LogReader.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. spans.Select(span => span.Ticket)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. spans.Select(span => span.After)] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. spans.Select(span => span.Through)] });
        var rows = new List<CaseRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new CaseRow(reader.GetGuid(0), reader.GetInt32(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetFieldValue<byte[]>(3)));
        }

        return rows;
    }
}
