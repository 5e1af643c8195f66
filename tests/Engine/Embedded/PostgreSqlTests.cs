using AfterSales.Tests.Engine.Grains;
using Npgsql;
using Orleans.Storage;

namespace AfterSales.Tests.Engine.Embedded;

/// <summary>State and reminders in a real PostgreSQL.</summary>
public sealed class PostgreSqlTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly string _key = $"ledger:{Guid.NewGuid()}";

    [Fact]
    public async Task State_survives_a_restart_in_a_row_named_after_the_state()
    {
        await using (OwnEngine engine = await StartAsync())
        {
            await engine.Grains.GetGrain<ILedger>(_key).Add(7);
            Assert.Equal(12, await engine.Grains.GetGrain<ILedger>(_key).Add(5));
        }

        await using OwnEngine next = await StartAsync();
        Assert.Equal(12, await next.Grains.GetGrain<ILedger>(_key).Total());
        Assert.Equal("""test|ledger|{"total":12}|2""", await ScalarAsync(
            "select concat_ws('|', service_id, grain_type, convert_from(payload, 'UTF8'), version) from grain_storage where grain_key = $1"));
    }

    [Fact]
    public async Task Two_racing_first_writes_give_one_row_and_one_typed_conflict()
    {
        await using OwnEngine one = await StartAsync();
        await using OwnEngine two = await StartAsync();
        ILedger[] ledgers = [one.Grains.GetGrain<ILedger>(_key), two.Grains.GetGrain<ILedger>(_key)];
        int[] totals = await Task.WhenAll(ledgers.Select(static ledger => ledger.Total()));
        Assert.Equal([0, 0], totals);

        Task<int>[] writes = [.. ledgers.Select(static ledger => ledger.Add(1))];
        await Expect.Within(Task.WhenAll(writes).ContinueWith(
            static _ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default), "both writes end");
        Task<int> lost = Assert.Single(writes, static write => write.IsFaulted);
        Assert.IsType<InconsistentStateException>(lost.Exception!.InnerException);
        Assert.Equal("1|1", await ScalarAsync("select concat_ws('|', count(*), max(version)) from grain_storage where grain_key = $1"));
        Assert.Equal(2, await ledgers[Array.IndexOf(writes, lost)].Add(1));
    }

    [Fact]
    public async Task Cleared_state_keeps_its_version_and_has_no_payload()
    {
        await using OwnEngine engine = await StartAsync();
        ILedger ledger = engine.Grains.GetGrain<ILedger>(_key);
        await ledger.Add(7);
        await ledger.Clear();
        Assert.Equal("t|2", await ScalarAsync("select concat_ws('|', payload is null, version) from grain_storage where grain_key = $1"));
        await ledger.Leave();
        Assert.False(await ledger.Exists());
        Assert.Equal(3, await ledger.Add(3));
    }

    [Fact]
    public async Task Reminders_survive_a_restart_fire_once_for_what_was_missed_and_keep_their_phase()
    {
        var time = new ManualTimeProvider();
        await using (OwnEngine engine = await StartAsync(time))
        {
            await engine.Grains.GetGrain<IClockwork>(_key).Remind("wake", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
            await engine.StopAsync();
        }

        DateTime start = time.GetUtcNow().UtcDateTime;
        time.Advance(TimeSpan.FromMinutes(34.5));
        await using OwnEngine next = await StartAsync(time);
        await Expect.Within(Gate.Of($"{_key} wake 1").Reached, "one tick for the four that were missed");
        Assert.Equal(41, await MinutesToNextAsync(start));

        time.Advance(TimeSpan.FromMinutes(7));
        await Expect.Within(Gate.Of($"{_key} wake 2").Reached, "the next tick on the old phase");
        Assert.Equal(51, await MinutesToNextAsync(start));
        DateTime[] ticks = await next.Grains.GetGrain<IClockwork>(_key).Reminded();
        Assert.Equal([34, 41], ticks.Select(tick => (int)(tick - start).TotalMinutes));
        Assert.True(await next.Grains.GetGrain<IClockwork>(_key).Forget("wake"));
        Assert.Equal("0", await ScalarAsync("select count(*)::text from embedded_reminder where grain_key = $1"));
    }

    private Task<OwnEngine> StartAsync(ManualTimeProvider? time = null) => OwnEngine.StartAsync(
        options =>
        {
            options.DataSource = database.Source;
            options.ServiceId = "test";
            options.CollectionAge = TimeSpan.FromDays(1);
            options.ResponseTimeout = TimeSpan.FromHours(1);
        },
        time);

    private async Task<int> MinutesToNextAsync(DateTime start)
    {
        await using NpgsqlCommand command = database.Source.CreateCommand("select start_at from embedded_reminder where grain_key = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = _key });
        return (int)((DateTime)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))! - start).TotalMinutes;
    }

    private async Task<string?> ScalarAsync(string sql)
    {
        await using NpgsqlCommand command = database.Source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = _key });
        return (string?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
