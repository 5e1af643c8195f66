using Npgsql;

namespace AfterSales.LoadTests.Sampling.Store;

/// <summary>What has no metric and is cheap to ask the database: three counts over partial indexes, on one connection of its own.</summary>
internal sealed class StoreProbe(string connectionString) : IAsyncDisposable
{
    public const string ApplicationName = "aftersales-bench-sampler";

    // Counts end at a bound: a look at a backlog must not become a load of its own.
    private const string Sql =
        """
        select
            (select count(*) from (select 1 from ticket_view where waits limit 100000) waiting),
            (select count(*) from (select 1 from webhook_delivery where status = 0 limit 100000) pending),
            coalesce((
                select (select greatest(0, least(extract(epoch from now() - c.caught_up_at), extract(epoch from now() + clock.ahead - e.at))) * 1000
                        from event_log e, business_clock clock
                        where (e.tx, e.position) > (c.tx, c.position) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
                        order by e.tx, e.position limit 1)
                from follower_cursor c where c.name = 'projection'), 0)::float8
        """;

    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        ApplicationName = ApplicationName,
        MaxPoolSize = 1,
        Timeout = 1,
        CommandTimeout = 1,
    });

    public async Task<SystemSample> Fill(SystemSample sample)
    {
        try
        {
            await using var command = _database.CreateCommand(Sql);
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            return sample with { Waiting = reader.GetInt64(0), WebhooksPending = reader.GetInt64(1), ReadLag = reader.GetDouble(2) };
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or OperationCanceledException or InvalidOperationException)
        {
            return sample; // Stopped, restarted or not yet there: the sample shows the gap.
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
