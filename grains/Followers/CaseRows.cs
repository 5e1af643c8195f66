using AfterSales.Log;
using AfterSales.Log.Postgres.Archive;
using AfterSales.Log.Postgres.Loading;
using AfterSales.Storage;
using AfterSales.Tickets;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Followers;

/// <summary>Rows of a case: those after <paramref name="After"/>, through <paramref name="Through"/>.</summary>
internal readonly record struct CaseSpan(Guid Ticket, int After, int Through);

/// <summary>A row of a case as followers need it; what is personal stays in the log.</summary>
internal sealed record CaseRow(Guid TicketId, int Version, DateTimeOffset At, string Actor, ImmutableArray<TicketEvent> Events);

/// <summary>Given rows of many cases in one query by the primary key, in the order of the log. On the pool of the log's readers.</summary>
internal sealed class CaseRows(StorageDataSources sources)
{
    private const int TimeoutSeconds = 30;

    private const string Sql =
        $"""
        select e.*
        from unnest($1::uuid[], $2::int[], $3::int[]) a (stream_id, after, through)
        cross join lateral (
            select {RowReading.Impersonal}, tx, position from event_log
            where stream_id = a.stream_id and seq > a.after and seq <= a.through offset 0) e
        order by e.tx, e.position
        """;

    /// <param name="spans">Each case once.</param>
    /// <param name="faults">Takes what <paramref name="asFault"/> says of a row that cannot be read: damaged, or written by newer code. The others are answered.</param>
    /// <param name="asFault">Of the case and the error, which is never one of the surroundings.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<List<CaseRow>> Read(
        IReadOnlyCollection<CaseSpan> spans, SliceFaults faults, Func<Guid, Exception, Fault> asFault, CancellationToken cancellationToken)
    {
        await using var command = sources.LogReader.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. spans.Select(span => span.Ticket)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. spans.Select(span => span.After)] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. spans.Select(span => span.Through)] });
        var stored = new List<LogRow>();
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await row.ReadAsync(cancellationToken))
            {
                stored.Add(row.ReadRow(0));
            }
        }

        await ArchivedRows.Fill(stored, row => row, (_, whole) => whole with { Personal = null }, sources.LogReader, TimeoutSeconds, cancellationToken);
        var rows = new List<CaseRow>(stored.Count);
        foreach (var logged in stored)
        {
            try
            {
                ImmutableArray<TicketEvent> events = [.. TicketCodec.Instance.Decode(logged.Data.Span, personal: null)];
                rows.Add(new CaseRow(logged.StreamId, logged.Seq, logged.At, logged.Actor, events));
            }
            catch (Exception error) when (!FaultKinds.IsTransient(error))
            {
                faults.Add(asFault(logged.StreamId, error));
            }
        }

        return rows;
    }
}
