using AfterSales.Log.Postgres.Archive;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Log.Postgres.Loading;

/// <summary>The reading half of the event log; loads and version checks of many activations share queries.</summary>
internal sealed class StreamLoader
{
    // One statement, so snapshot and tail are of one moment. "offset 0" keeps each part a loop over the asked streams by the primary key.
    private const string LoadSql = $"""
        with asked as (
            select a.i, a.stream_id, a.include_first, s.seq as snapshot_seq, s.data as snapshot
            from unnest($1::uuid[], $2::int[], $3::bool[]) with ordinality a (stream_id, fold_version, include_first, i)
            left join stream_snapshot s on s.stream_id = a.stream_id and s.fold_version = a.fold_version)
        select i, true as is_snapshot, null::smallint as stream_kind, stream_id, snapshot_seq as seq, null::timestamptz as at,
            null::text as actor, null::uuid as command_id, null::text as trace_id, snapshot as data, null::json as personal
        from asked where snapshot_seq is not null
        union all
        select a.i, false, e.* from asked a cross join lateral (
            select {RowReading.Columns} from event_log where stream_id = a.stream_id and seq = 1 offset 0) e
        where a.include_first and a.snapshot_seq is not null
        union all
        select a.i, false, e.* from asked a cross join lateral (
            select {RowReading.Columns} from event_log where stream_id = a.stream_id and seq > coalesce(a.snapshot_seq, 0) offset 0) e
        order by i, is_snapshot desc, seq
        """;

    private const string VersionSql = """
        select a.i, coalesce((select seq from event_log e where e.stream_id = a.stream_id order by seq desc limit 1), 0)
        from unnest($1::uuid[]) with ordinality a (stream_id, i)
        """;

    private readonly NpgsqlDataSource _source;
    private readonly int _timeoutSeconds;
    private readonly BatchLoader<LoadKey, StreamLoad> _loads;
    private readonly BatchLoader<Guid, int> _versions;

    public StreamLoader(NpgsqlDataSource source, EventLogOptions options)
    {
        _source = source;
        _timeoutSeconds = options.LoadTimeoutSeconds;
        _loads = new(options.LoadSlots, options.MaxLoadKeys, options.LoadQueueCapacity, QueryLoads);
        _versions = new(options.LoadSlots, options.MaxLoadKeys, options.LoadQueueCapacity, QueryVersions);
    }

    public async Task<StreamLoad> Load(Guid streamId, int foldVersion, bool includeFirst)
    {
        var load = await _loads.Load(new LoadKey(streamId, foldVersion, includeFirst));
        if (load.Rows.All(ArchivedRows.Holds))
        {
            return load;
        }

        // By its reader alone: whoever shared the question waits for nobody's archived rows.
        List<LogRow> rows = [.. load.Rows];
        await ArchivedRows.Fill(rows, row => row, (_, whole) => whole, _source, _timeoutSeconds);
        return load with { Rows = rows };
    }

    public Task<int> ReadVersion(Guid streamId) => _versions.Load(streamId);

    public async Task<IReadOnlyList<LogRow>> Read(Guid streamId, int afterSeq, int throughSeq, int limit)
    {
        await using var command = Command(
            $"select {RowReading.Columns} from event_log where stream_id = $1 and seq > $2 and seq <= $3 order by seq limit $4");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = streamId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = afterSeq });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = throughSeq });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        var rows = await command.ReadAll(reader => reader.ReadRow(0));
        await ArchivedRows.Fill(rows, row => row, (_, whole) => whole, _source, _timeoutSeconds);
        return rows;
    }

    public async Task<IReadOnlyList<(int Seq, Guid CommandId)>> ReadCommands(Guid streamId, int throughSeq)
    {
        await using var command = Command("select seq, command_id from event_log where stream_id = $1 and seq <= $2 order by seq");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = streamId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = throughSeq });
        return await command.ReadAll(reader => (reader.GetInt32(0), reader.GetGuid(1)));
    }

    private async Task<StreamLoad[]> QueryLoads(IReadOnlyList<LoadKey> keys)
    {
        await using var command = Command(LoadSql);
        AddArray(command, keys, key => key.StreamId, NpgsqlDbType.Uuid);
        AddArray(command, keys, key => key.FoldVersion, NpgsqlDbType.Integer);
        AddArray(command, keys, key => key.IncludeFirst, NpgsqlDbType.Boolean);
        var snapshots = new StreamSnapshot?[keys.Count];
        var tails = new List<LogRow>?[keys.Count];
        await command.ReadAll(reader =>
        {
            var i = (int)reader.GetInt64(0) - 1;
            if (reader.GetBoolean(1))
            {
                snapshots[i] = new StreamSnapshot(keys[i].StreamId, reader.GetInt32(4), keys[i].FoldVersion, reader.GetFieldValue<byte[]>(9));
            }
            else
            {
                (tails[i] ??= []).Add(reader.ReadRow(2));
            }

            return i;
        });
        var loads = new StreamLoad[keys.Count];
        for (var i = 0; i < loads.Length; i++)
        {
            loads[i] = new StreamLoad(snapshots[i], (IReadOnlyList<LogRow>?)tails[i] ?? []);
        }

        return loads;
    }

    private async Task<int[]> QueryVersions(IReadOnlyList<Guid> keys)
    {
        await using var command = Command(VersionSql);
        AddArray(command, keys, key => key, NpgsqlDbType.Uuid);
        var versions = new int[keys.Count];
        await command.ReadAll(reader => versions[(int)reader.GetInt64(0) - 1] = reader.GetInt32(1));
        return versions;
    }

    private NpgsqlCommand Command(string sql)
    {
        var command = _source.CreateCommand(sql);
        command.CommandTimeout = _timeoutSeconds;
        return command;
    }

    private static void AddArray<TKey, T>(NpgsqlCommand command, IReadOnlyList<TKey> keys, Func<TKey, T> of, NpgsqlDbType type)
    {
        var values = new T[keys.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = of(keys[i]);
        }

        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    private readonly record struct LoadKey(Guid StreamId, int FoldVersion, bool IncludeFirst);
}
