namespace Orleans.Embedded;

/// <summary>Grain state in PostgreSQL, in the table grain_storage that the silo's migrations make. Uniqueness is the primary key's.</summary>
internal sealed class NpgsqlGrainStateStore(NpgsqlDataSource source, string serviceId) : IGrainStateStore
{
    private const string Select = "select payload, version from grain_storage where service_id = $1 and grain_type = $2 and grain_key = $3";

    private const string Insert = """
        insert into grain_storage (service_id, grain_type, grain_key, payload, version, modified_at) values ($1, $2, $3, $4, 1, now())
        on conflict do nothing
        returning version
        """;

    private const string Update = """
        update grain_storage set payload = $4, version = version + 1, modified_at = now()
        where service_id = $1 and grain_type = $2 and grain_key = $3 and version = $5
        returning version
        """;

    public async Task<StoredState?> ReadAsync(string stateName, string grainKey)
    {
        await using NpgsqlCommand command = source.Command(Select, serviceId, stateName, grainKey);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? new StoredState(await reader.IsDBNullAsync(0) ? null : await reader.GetFieldValueAsync<byte[]>(0), reader.GetInt32(1))
            : null;
    }

    public async Task<int?> WriteAsync(string stateName, string grainKey, byte[]? payload, int? version)
    {
        await using NpgsqlCommand command = version is { } known
            ? source.Command(Update, serviceId, stateName, grainKey, payload, known)
            : source.Command(Insert, serviceId, stateName, grainKey, payload);
        return (int?)await command.ExecuteScalarAsync();
    }
}
