using AfterSales.Log.Postgres.Loading;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Log.Postgres.Archive;

/// <summary>
/// Rows of <c>event_log</c> whose contents are in <c>event_log_archive</c>. Key, order, time and command stay where they were, so whoever needs no more knows
/// nothing of it; whoever reads contents lets them be filled in here. A reader that forgets to meets an event that no code knows, and fails loudly.
/// </summary>
/// <remarks>
/// The archive only grows, and a row leaves the log in the transaction that archives it: what is asked for after the row was seen is there.
/// </remarks>
internal static class ArchivedRows
{
    /// <summary>What an archived row holds instead of its events.</summary>
    public const string MarkerText = """[{"t":"archived.v1"}]""";

    private const string Sql =
        $"""
        select a.* from unnest($1::uuid[], $2::int[]) k (stream_id, seq)
        cross join lateral (select {RowReading.Columns} from event_log_archive where stream_id = k.stream_id and seq = k.seq offset 0) a
        """;

    private static ReadOnlySpan<byte> Marker => """[{"t":"archived.v1"}]"""u8;

    public static bool Holds(LogRow row) => !row.Data.Span.SequenceEqual(Marker);

    /// <summary>Replaces rows without contents, at their places. Costs nothing when there are none. Throws <see cref="LogUnavailableException"/>.</summary>
    /// <param name="rows">Changed.</param>
    /// <param name="of">The row of an entry.</param>
    /// <param name="with">An entry with the whole row.</param>
    /// <param name="source">Where to ask.</param>
    /// <param name="timeoutSeconds">Of the question.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task Fill<T>(
        List<T> rows, Func<T, LogRow> of, Func<T, LogRow, T> with, NpgsqlDataSource source, int timeoutSeconds, CancellationToken cancellationToken = default)
    {
        List<int>? places = null;
        for (var i = 0; i < rows.Count; i++)
        {
            if (!Holds(of(rows[i])))
            {
                (places ??= []).Add(i);
            }
        }

        if (places is null)
        {
            return;
        }

        var whole = await Read(places.ConvertAll(place => of(rows[place])), source, timeoutSeconds, cancellationToken);
        foreach (var place in places)
        {
            if (whole.TryGetValue((of(rows[place]).StreamId, of(rows[place]).Seq), out var row))
            {
                rows[place] = with(rows[place], row);
            }
        }
    }

    private static async Task<Dictionary<(Guid, int), LogRow>> Read(
        List<LogRow> keys, NpgsqlDataSource source, int timeoutSeconds, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(Sql);
        command.CommandTimeout = timeoutSeconds;
        command.Parameters.Add(new NpgsqlParameter<List<Guid>> { TypedValue = keys.ConvertAll(row => row.StreamId), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        command.Parameters.Add(new NpgsqlParameter<List<int>> { TypedValue = keys.ConvertAll(row => row.Seq), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        var rows = await command.ReadAll(reader => reader.ReadRow(0), cancellationToken);
        return rows.ToDictionary(row => (row.StreamId, row.Seq));
    }
}
