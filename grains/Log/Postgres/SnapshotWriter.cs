using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Log.Postgres;

/// <summary>Writes snapshots in the background. They only shorten loads, so a full queue or a fault drops them.</summary>
internal sealed partial class SnapshotWriter : IAsyncDisposable
{
    private const string Sql = """
        insert into stream_snapshot as s (stream_id, fold_version, seq, data) values ($1, $2, $3, $4)
        on conflict (stream_id, fold_version) do update set seq = excluded.seq, data = excluded.data where s.seq < excluded.seq
        """;

    private readonly Channel<StreamSnapshot> _queue;
    private readonly NpgsqlDataSource _source;
    private readonly ILogger _logger;
    private readonly Task _running;

    public SnapshotWriter(NpgsqlDataSource source, int capacity, ILogger logger)
    {
        _source = source;
        _logger = logger;
        _queue = Channel.CreateBounded<StreamSnapshot>(new BoundedChannelOptions(capacity)
        {
            FullMode = BoundedChannelFullMode.DropWrite,
            SingleReader = true,
        });
        _running = Task.Run(Run);
    }

    public void Offer(StreamSnapshot snapshot) => _queue.Writer.TryWrite(snapshot);

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
    }

    private async Task Run()
    {
        await foreach (var snapshot in _queue.Reader.ReadAllAsync())
        {
            try
            {
                await Write(snapshot);
            }
            catch (Exception exception)
            {
                LogDropped(snapshot.StreamId, snapshot.Seq, exception);
            }
        }
    }

    private async Task Write(StreamSnapshot snapshot)
    {
        await using var command = _source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = snapshot.StreamId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = snapshot.FoldVersion });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = snapshot.Seq });
        command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = snapshot.Data, NpgsqlDbType = NpgsqlDbType.Json });
        await command.ExecuteNonQueryAsync();
    }

    [LoggerMessage(1010, LogLevel.Warning, "The snapshot of stream {StreamId} at {Seq} was dropped")]
    private partial void LogDropped(Guid streamId, int seq, Exception exception);
}
