using Npgsql;
using NpgsqlTypes;

namespace Orleans.Embedded;

/// <summary>Grain state in PostgreSQL, in the table grain_storage that the silo's migrations make. Uniqueness is the primary key's.</summary>
internal sealed class NpgsqlGrainStateStore(NpgsqlDataSource source, string serviceId) : IGrainStateStore
{
    public async Task<StoredState?> ReadAsync(string stateName, string grainKey)
    {
        await using NpgsqlCommand command = source.CreateCommand(
            "select payload, version from grain_storage where service_id = $1 and grain_type = $2 and grain_key = $3");
        AddKey(command, stateName, grainKey);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            return null;
        }

        ReadOnlyMemory<byte>? payload = await reader.IsDBNullAsync(0) ? null : await reader.GetFieldValueAsync<byte[]>(0);
        return new StoredState(payload, reader.GetInt32(1));
    }

    public async Task<int?> WriteAsync(string stateName, string grainKey, ReadOnlyMemory<byte>? payload, int? version)
    {
        await using NpgsqlCommand command = source.CreateCommand(version is null
            ? """
              insert into grain_storage (service_id, grain_type, grain_key, payload, version, modified_at)
              values ($1, $2, $3, $4, 1, now())
              on conflict do nothing
              returning version
              """
            : """
              update grain_storage set payload = $4, version = version + 1, modified_at = now()
              where service_id = $1 and grain_type = $2 and grain_key = $3 and version = $5
              returning version
              """);
        AddKey(command, stateName, grainKey);
        command.Parameters.Add(new NpgsqlParameter { Value = payload is { } bytes ? bytes : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
        if (version is { } known)
        {
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = known });
        }

        return (int?)await command.ExecuteScalarAsync();
    }

    private void AddKey(NpgsqlCommand command, string stateName, string grainKey)
    {
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = serviceId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stateName });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = grainKey });
    }
}
