using AfterSales.Log;
using AfterSales.Storage;
using AfterSales.Streams;
using AfterSales.Tests.Storage.Fixtures;
using AfterSales.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace AfterSales.Tests.Storage.Storage;

/// <summary>Storage as the host registers it, started on an empty database.</summary>
public sealed class StorageServicesTests(EmptyDatabase database) : IClassFixture<EmptyDatabase>
{
    [Fact]
    public async Task Starting_applies_the_schema_and_the_log_works()
    {
        using var host = Build(Environments.Production);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var services = host.Services;

        Assert.True((await services.GetRequiredService<IStorageHealth>().Check(CancellationToken.None)).Ready);
        Assert.Equal(AppendStatus.Committed, await services.GetRequiredService<IEventLog>().Append(Rows.Row(Guid.NewGuid(), 1)));
        Assert.Equal(0, services.GetRequiredService<MembershipEpoch>().Current);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Health_tells_a_database_that_is_away_from_one_without_schema()
    {
        var empty = await PostgresServer.CreateDatabase();
        using var host = Build(Environments.Production, empty);
        var health = host.Services.GetRequiredService<IStorageHealth>();

        Assert.Equal(new StorageStatus(DatabaseReachable: true, MigrationsApplied: false), await health.Check(CancellationToken.None));
        await PostgresServer.DropDatabase(empty);
        Assert.Equal(new StorageStatus(DatabaseReachable: false, MigrationsApplied: false), await health.Check(CancellationToken.None));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_refused_in_one_line_without_the_password()
    {
        using var host = Build(Environments.Production, "Host=127.0.0.1;Port=1;Username=u;Password=tell-nobody;Database=d");

        var refused = await Assert.ThrowsAsync<StorageRefusedException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("127.0.0.1:1", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("tell-nobody", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task Business_time_moves_in_Development_for_every_process_and_nowhere_else()
    {
        using var one = Build(Environments.Development);
        using var two = Build(Environments.Development);
        using var production = Build(Environments.Production);
        foreach (var host in new[] { one, two, production })
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
        }

        var before = one.Services.GetRequiredService<IBusinessClock>().Now;
        var after = await one.Services.GetRequiredService<IBusinessClockControl>().AdvanceTo(before.AddHours(50), CancellationToken.None);

        Assert.True(after - before >= TimeSpan.FromHours(50));
        var followed = two.Services.GetRequiredService<IBusinessClock>();
        await Patience.Until("the other process follows", () => Task.FromResult(followed.Now >= after));
        Assert.True(production.Services.GetRequiredService<IBusinessClock>().Now < after.AddHours(-49));

        var control = production.Services.GetRequiredService<IBusinessClockControl>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => control.AdvanceTo(after, CancellationToken.None));

        // Twice to the same time, and back: it stays where it is.
        var again = await one.Services.GetRequiredService<IBusinessClockControl>().AdvanceTo(after.AddHours(-1), CancellationToken.None);
        Assert.InRange(again, after, after.AddMinutes(1));
        one.Services.GetRequiredService<BusinessClock>().Keep(TimeSpan.FromHours(1));
        Assert.True(one.Services.GetRequiredService<IBusinessClock>().Now >= again);
    }

    private IHost Build(string environment, string? connectionString = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        builder.Services.AddAfterSalesStorage(storage =>
        {
            storage.ConnectionString = connectionString ?? database.ConnectionString;
            storage.ConnectTimeoutSeconds = 1;
        });
        return builder.Build();
    }
}
