using AfterSales.LoadTests.Audit;
using AfterSales.Log;
using AfterSales.Tests.LoadTests.Audit.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AfterSales.Tests.LoadTests.Audit.Broken;

/// <summary>The product without one of the things that hold its promises: the auditor must not pass it. The same shop on the whole product does pass.</summary>
[Collection(AuditTests.Name)]
public sealed class BrokenBuildTests
{
    [Fact]
    public async Task Without_the_fence_two_activations_of_a_case_double_commands()
    {
        Servers.Require();
        await using var system = await HostedSystem.Start();
        await system.Execute("alter table event_log drop constraint event_log_pkey; create index on event_log (stream_id, seq)");
        await system.AddHost(Clusters.OfItsOwn);
        using var shop = new TestShop(system);
        var cases = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => shop.Return(number, steps: 1)));

        // Both processes have every case in memory, each by its own activation, and neither knows of the other's rows.
        foreach (var front in (int[])[0, 1, 0, 1])
        {
            await Task.WhenAll(cases.Select((id, number) => shop.Note(id, $"note-{number}-{shop.Entries.Count}", front)));
        }

        var verdict = await Audits.OfBroken(system, shop);

        Assert.True(verdict.Faults[AuditKinds.Doubled] > 0, Audits.Tell(verdict));
    }

    [Fact]
    public async Task With_the_fence_two_activations_of_a_case_do_no_harm()
    {
        Servers.Require();
        await using var system = await HostedSystem.Start();
        await system.AddHost(Clusters.OfItsOwn);
        using var shop = new TestShop(system);
        var cases = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => shop.Return(number, steps: 1)));
        foreach (var front in (int[])[0, 1, 0, 1])
        {
            await Task.WhenAll(cases.Select((id, number) => shop.Note(id, $"note-{number}-{shop.Entries.Count}", front)));
        }

        var verdict = await Audits.OfBroken(system, shop);

        Assert.True(verdict.Faults[AuditKinds.Doubled] == 0 && verdict.Faults[AuditKinds.Lost] == 0, Audits.Tell(verdict));
    }

    [Fact]
    public async Task Without_followers_what_is_derived_stays_behind()
    {
        Servers.Require();
        await using var system = await HostedSystem.Start(WithoutFollowers);
        using var shop = new TestShop(system);
        await shop.Run();

        var verdict = await Audits.OfBroken(system, shop);

        Assert.True(verdict.Faults[AuditKinds.Different] > 0 && verdict.Faults[AuditKinds.Half] > 0, Audits.Tell(verdict));
    }

    [Fact]
    public async Task Acknowledged_before_the_commit_is_lost()
    {
        Servers.Require();
        await using var system = await HostedSystem.Start(builder => builder.Host.UseServiceProviderFactory(new HastyLogs()));
        using var shop = new TestShop(system);
        await shop.Run();

        var verdict = await Audits.OfBroken(system, shop);

        Assert.True(verdict.Faults[AuditKinds.Lost] > 0, Audits.Tell(verdict));
    }

    private static void WithoutFollowers(WebApplicationBuilder builder) => builder.Host.UseServiceProviderFactory(new Dropped(typeof(Followers.FollowerServices)));
}
