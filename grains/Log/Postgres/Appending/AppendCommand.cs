using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Log.Postgres.Appending;

/// <summary>
/// The one statement that appends a batch, with its array parameters. The lists are reused, so a batch costs no allocation per row; a batch is one
/// statement in autocommit mode, so no transaction is ever open across a round trip.
/// </summary>
internal sealed class AppendCommand : IDisposable
{
    private const string Sql = """
        insert into event_log (stream_kind, stream_id, seq, at, actor, command_id, trace_id, data, personal)
        select * from unnest($1::smallint[], $2::uuid[], $3::int[], $4::timestamptz[], $5::text[], $6::uuid[], $7::text[], $8::json[], $9::json[])
        """;

    private readonly List<short> _kinds = [];
    private readonly List<Guid> _streamIds = [];
    private readonly List<int> _seqs = [];
    private readonly List<DateTime> _ats = [];
    private readonly List<string> _actors = [];
    private readonly List<Guid> _commandIds = [];
    private readonly List<string?> _traceIds = [];
    private readonly List<ReadOnlyMemory<byte>> _datas = [];
    private readonly List<ReadOnlyMemory<byte>?> _personals = [];
    private readonly NpgsqlCommand _command;

    public AppendCommand(NpgsqlConnection connection, int timeoutSeconds)
    {
        _command = new NpgsqlCommand(Sql, connection) { CommandTimeout = timeoutSeconds };
        Add(_kinds, NpgsqlDbType.Smallint);
        Add(_streamIds, NpgsqlDbType.Uuid);
        Add(_seqs, NpgsqlDbType.Integer);
        Add(_ats, NpgsqlDbType.TimestampTz);
        Add(_actors, NpgsqlDbType.Text);
        Add(_commandIds, NpgsqlDbType.Uuid);
        Add(_traceIds, NpgsqlDbType.Text);
        Add(_datas, NpgsqlDbType.Json);
        Add(_personals, NpgsqlDbType.Json);
    }

    public Task Prepare() => _command.PrepareAsync();

    public Task<int> Execute(List<PendingAppend> rows)
    {
        Clear();
        foreach (var pending in rows)
        {
            var row = pending.Row;
            _kinds.Add((short)row.Kind);
            _streamIds.Add(row.StreamId);
            _seqs.Add(row.Seq);
            _ats.Add(row.At.UtcDateTime);
            _actors.Add(row.Actor);
            _commandIds.Add(row.CommandId);
            _traceIds.Add(row.TraceId);
            _datas.Add(row.Data);
            _personals.Add(row.Personal);
        }

        return _command.ExecuteNonQueryAsync();
    }

    public void Dispose() => _command.Dispose();

    private void Clear()
    {
        _kinds.Clear();
        _streamIds.Clear();
        _seqs.Clear();
        _ats.Clear();
        _actors.Clear();
        _commandIds.Clear();
        _traceIds.Clear();
        _datas.Clear();
        _personals.Clear();
    }

    private void Add<T>(List<T> values, NpgsqlDbType type) =>
        _command.Parameters.Add(new NpgsqlParameter<List<T>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
}
