using AfterSales.Log;
using Npgsql;

namespace AfterSales.Tests.Storage.ReadModel;

/// <summary>Rows of the log as the tests write and read them: plain SQL, so that the followers are tested against the table itself.</summary>
internal static class LogRows
{
    public static NpgsqlCommand Insert(StreamKind kind, Guid stream, int seq)
    {
        var command = new NpgsqlCommand(
            """
            insert into event_log (stream_kind, stream_id, seq, at, actor, command_id, trace_id, data, personal)
            values ($1, $2, $3, now(), 'a-17', gen_random_uuid(), null, '[{"$type":"noted.v1"}]', '[{"text":"Li Lei"}]')
            """);
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)kind });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = stream });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = seq });
        return command;
    }

    public static async Task InsertOn(NpgsqlConnection connection, StreamKind kind, Guid stream, int seq)
    {
        await using var command = Insert(kind, stream, seq);
        command.Connection = connection;
        await command.ExecuteNonQueryAsync();
    }
}
