using Npgsql;

namespace Orleans.Embedded;

/// <summary>Reminders in PostgreSQL, in the table embedded_reminder that the silo's migrations make.</summary>
internal sealed class NpgsqlReminderTable(NpgsqlDataSource source, string serviceId) : IReminderTable
{
    private const string Key = "service_id = $1 and grain_type = $2 and grain_key = $3 and name = $4";

    // One statement is one transaction: a tick is claimed when its row has moved, whoever asked.
    private const string Take = """
        with due as (
            select service_id, grain_type, grain_key, name, start_at, period_ms
            from embedded_reminder
            where service_id = $1 and start_at <= $2
            order by start_at
            limit 1000
            for update skip locked)
        update embedded_reminder r
        set start_at = due.start_at
            + (div((extract(epoch from $2 - due.start_at) * 1000)::numeric, due.period_ms::numeric)::bigint + 1) * due.period_ms * interval '1 millisecond'
        from due
        where r.service_id = due.service_id and r.grain_type = due.grain_type and r.grain_key = due.grain_key and r.name = due.name
        returning due.grain_type, due.grain_key, due.name, due.start_at, due.period_ms
        """;

    public async Task UpsertAsync(ReminderRow row)
    {
        await using NpgsqlCommand command = source.CreateCommand("""
            insert into embedded_reminder (service_id, grain_type, grain_key, name, start_at, period_ms) values ($1, $2, $3, $4, $5, $6)
            on conflict (service_id, grain_type, grain_key, name) do update set start_at = excluded.start_at, period_ms = excluded.period_ms
            """);
        AddKey(command, row.GrainType, row.GrainKey, row.Name);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = row.StartAt.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = (long)row.Period.TotalMilliseconds });
        await command.ExecuteNonQueryAsync();
    }

    public async Task DeleteAsync(string grainType, string grainKey, string name)
    {
        await using NpgsqlCommand command = source.CreateCommand($"delete from embedded_reminder where {Key}");
        AddKey(command, grainType, grainKey, name);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<ReminderRow?> FindAsync(string grainType, string grainKey, string name)
    {
        await using NpgsqlCommand command = source.CreateCommand(
            $"select grain_type, grain_key, name, start_at, period_ms from embedded_reminder where {Key}");
        AddKey(command, grainType, grainKey, name);
        return (await ReadAsync(command)).SingleOrDefault();
    }

    public async Task<IReadOnlyList<ReminderRow>> TakeDueAsync(DateTimeOffset now)
    {
        await using NpgsqlCommand command = source.CreateCommand(Take);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = serviceId });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime });
        return await ReadAsync(command);
    }

    private static async Task<List<ReminderRow>> ReadAsync(NpgsqlCommand command)
    {
        var rows = new List<ReminderRow>();
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(new ReminderRow(
                reader.GetString(0),
                reader.GetString(1),
                reader.GetString(2),
                await reader.GetFieldValueAsync<DateTimeOffset>(3),
                TimeSpan.FromMilliseconds(reader.GetInt64(4))));
        }

        return rows;
    }

    private void AddKey(NpgsqlCommand command, string grainType, string grainKey, string name)
    {
        foreach (string value in (string[])[serviceId, grainType, grainKey, name])
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        }
    }
}
