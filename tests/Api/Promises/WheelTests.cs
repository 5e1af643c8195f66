using System.Text.Json.Nodes;
using AfterSales.Sla;
using AfterSales.Tests.Api.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans;
using Xunit;

namespace AfterSales.Tests.Api.Promises;

/// <summary>The wheel as a running process has it.</summary>
public sealed class WheelTests(SystemFixture system) : SystemTests(system)
{
    [Fact]
    public async Task Every_shard_is_awake_and_has_its_reminder()
    {
        await using var source = NpgsqlDataSource.Create(System.ConnectionString);
        await Eventually.Get(
            async () =>
            {
                await using var command = source.CreateCommand(
                    "select (select count(*) from orleans_reminder where reminder_name = 'wake') + (select count(*) from embedded_reminder where name = 'wake')");
                return (long)(await command.ExecuteScalarAsync())!;
            },
            reminders => reminders == WheelKeys.Shards,
            "sixteen shards registered their reminder");
        var stats = await Task.WhenAll(Enumerable.Range(0, WheelKeys.Shards).Select(shard => Shard(WheelKeys.Of(shard)).GetStats()));
        Assert.All(stats, shard => Assert.True(shard.Loaded));
    }

    [Fact]
    public async Task What_a_case_waits_for_is_in_its_shard_in_a_moment_and_counted()
    {
        var question = new JsonObject { ["kind"] = "Consultation", ["channel"] = "Web", ["subject"] = "When?", ["description"] = "Nobody answers." };
        var customer = $"customer:{Bodies.NewId("c")}";
        var ticket = (await Api.Post("/v1/tickets", customer, question)).Id;
        var own = Shard(WheelKeys.Of(ticket));
        await Eventually.Get(own.GetStats, stats => stats is { Loaded: true, Entries: > 0 }, "the shard has an entry");
        await Eventually.Get(
            async () => (await Api.Get("/metrics", "admin")).Text, text => text.Contains("aftersales_sla_entries", StringComparison.Ordinal), "the gauge is served");
    }

    private ISlaWheelGrain Shard(string key) => System.Services.GetRequiredService<IGrainFactory>().GetGrain<ISlaWheelGrain>(key);
}
