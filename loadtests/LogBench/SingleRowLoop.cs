using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Running;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.LoadTests.LogBench;

/// <summary>
/// The reference: one prepared insert of one row per transaction, one loop per connection. Every transaction waits for its own commit, which
/// is what a service without group commit does.
/// </summary>
internal static class SingleRowLoop
{
    public const int Connections = 16;

    public const string CreateTable =
        "create table single_row (stream_id uuid not null, seq integer not null, data bytea not null, primary key (stream_id, seq))";

    public static async Task<Round> Run(NpgsqlDataSource database, TimeSpan duration)
    {
        var inserts = new List<SingleRowInsert>();
        try
        {
            for (var i = 0; i < Connections; i++)
            {
                inserts.Add(await SingleRowInsert.Prepare(database));
            }

            return await Load.For(duration, Connections, worker => inserts[worker].Execute);
        }
        finally
        {
            foreach (var insert in inserts)
            {
                await insert.DisposeAsync();
            }
        }
    }

    private sealed class SingleRowInsert(NpgsqlConnection connection, NpgsqlCommand command) : IAsyncDisposable
    {
        private readonly StreamRows _rows = new();

        public static async Task<SingleRowInsert> Prepare(NpgsqlDataSource database)
        {
            var connection = await database.OpenConnectionAsync();
            var command = new NpgsqlCommand("insert into single_row (stream_id, seq, data) values ($1, $2, $3)", connection);
            command.Parameters.Add(new NpgsqlParameter<Guid> { NpgsqlDbType = NpgsqlDbType.Uuid });
            command.Parameters.Add(new NpgsqlParameter<int> { NpgsqlDbType = NpgsqlDbType.Integer });
            command.Parameters.Add(new NpgsqlParameter<byte[]> { NpgsqlDbType = NpgsqlDbType.Bytea, TypedValue = StreamRows.Payload });
            await command.PrepareAsync();
            return new SingleRowInsert(connection, command);
        }

        public Task<int> Execute()
        {
            var (stream, seq) = _rows.Next();
            ((NpgsqlParameter<Guid>)command.Parameters[0]).TypedValue = stream;
            ((NpgsqlParameter<int>)command.Parameters[1]).TypedValue = seq;
            return command.ExecuteNonQueryAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await command.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
