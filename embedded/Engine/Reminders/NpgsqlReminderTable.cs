namespace Orleans.Embedded;

/// <summary>Reminders in PostgreSQL, in the table embedded_reminder that the silo's migrations make.</summary>
internal sealed class NpgsqlReminderTable(NpgsqlDataSource source, string serviceId) : IReminderTable
{
    private const string Key = "where service_id = $1 and grain_type = $2 and grain_key = $3 and name = $4";

    private const string Upsert = """
        insert into embedded_reminder (service_id, grain_type, grain_key, name, start_at, period_ms) values ($1, $2, $3, $4, $5, $6)
        on conflict (service_id, grain_type, grain_key, name) do update set start_at = excluded.start_at, period_ms = excluded.period_ms
        """;

    // One statement is one transaction: a tick is claimed when its row has moved, whoever asked.
    private const string Take = """
        with due as (
            select * from embedded_reminder where service_id = $1 and start_at <= $2 order by start_at limit 1000 for update skip locked)
        update embedded_reminder r
        set start_at = due.start_at + (div(extract(epoch from $2 - due.start_at) * 1000, due.period_ms) + 1)::bigint * due.period_ms * interval '1 millisecond'
        from due
        where r.service_id = due.service_id and r.grain_type = due.grain_type and r.grain_key = due.grain_key and r.name = due.name
        returning due.grain_type, due.grain_key, due.name, due.start_at, due.period_ms
        """;

    public async Task UpsertAsync(ReminderRow row)
    {
        long period = (long)row.Period.TotalMilliseconds;
        await using NpgsqlCommand command =
            source.Command(Upsert, serviceId, row.Id.GrainType, row.Id.GrainKey, row.Id.Name, row.StartAt.UtcDateTime, period);
        await command.ExecuteNonQueryAsync();
    }

    public async Task DeleteAsync(ReminderId id)
    {
        await using NpgsqlCommand command = source.Command($"delete from embedded_reminder {Key}", serviceId, id.GrainType, id.GrainKey, id.Name);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<bool> ExistsAsync(ReminderId id)
    {
        await using NpgsqlCommand command = source.Command($"select 1 from embedded_reminder {Key}", serviceId, id.GrainType, id.GrainKey, id.Name);
        return await command.ExecuteScalarAsync() is not null;
    }

    public async Task<IReadOnlyList<ReminderRow>> TakeDueAsync(DateTimeOffset now)
    {
        var rows = new List<ReminderRow>();
        await using NpgsqlCommand command = source.Command(Take, serviceId, now.UtcDateTime);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var id = new ReminderId(reader.GetString(0), reader.GetString(1), reader.GetString(2));
            DateTimeOffset startAt = await reader.GetFieldValueAsync<DateTimeOffset>(3);
            rows.Add(new ReminderRow(id, startAt, TimeSpan.FromMilliseconds(reader.GetInt64(4))));
        }

        return rows;
    }
}
