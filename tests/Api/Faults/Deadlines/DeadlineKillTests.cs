using AfterSales.Tests.Api.Faults.Routing;
using AfterSales.Tests.Api.Fixtures;
using Xunit;

namespace AfterSales.Tests.Api.Faults.Deadlines;

/// <summary>
/// Processes are killed (SIGKILL) while deadlines are about to fire: each takes effect, once, and soon. Embedded: the process starts again on its ports.
/// Orleans: one of three silos, which owns shards and cases, is gone for good.
/// </summary>
public sealed class DeadlineKillTests
{
    /// <summary>Until the others know that a silo is dead, or the process runs again on a busy machine.</summary>
    private static readonly TimeSpan Detection = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(10);

    /// <summary>However long a busy machine takes to look, the second half of the cases is still to fire when the first one does.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(30);

    /// <summary>Less than a deadline, and so much that the first ones are about to fire.</summary>
    private static readonly TimeSpan NearlyThere = TimeSpan.FromSeconds(SilentCases.AfterSeconds - 12) - Apart;

    [Fact]
    public Task A_kill_while_deadlines_are_about_to_fire_loses_none_and_doubles_none() => InCluster(async (cluster, cases) =>
    {
        await cases.Open(Apart);
        await cases.Advance(NearlyThere);
        var before = await Eventually.Get(cases.Expired, expired => expired > 0, "the first deadlines fire");
        await cluster.KillOne();
        Assert.InRange(before, 1, SilentCases.Count - 20);
        await All(cases);
        await cases.AssertOnceEach();
        Assert.All(await cases.Decided(), one => Assert.True(one.Late < Detection + Allowed, $"{one.Ticket} was {one.Late} late"));
    });

    [Fact]
    public Task After_a_day_without_any_process_everything_overdue_fires_once_and_in_order_of_due_time() => InCluster(
        async (cluster, cases) =>
        {
            await cases.Open();
            await cluster.KillAllAround(() => cases.PassWhileDown(TimeSpan.FromDays(1)));
            var since = TimeProvider.System.GetTimestamp();
            await All(cases);
            Assert.InRange(TimeProvider.System.GetElapsedTime(since), TimeSpan.Zero, Detection + Allowed);
            await cases.AssertOnceEach();
            var overtaken = (await cases.Decided()).GroupBy(one => one.Shard).Sum(Overtaken);
            Assert.InRange(overtaken, 0, SilentCases.Count / 20);
        },
        // One at a time in each shard: what the log says is then the order in which they were woken.
        ("Sla__MaxInFlight", "1"));

    /// <summary>
    /// Decided after one that was due later. A case that its silo could not take at once, while the cluster forms, is woken again a little later and keeps
    /// nobody waiting: these few may be. Any other order than that of due time would put about half of them here.
    /// </summary>
    private static int Overtaken(IEnumerable<Decided> shard)
    {
        var (latest, overtaken) = (DateTimeOffset.MinValue, 0);
        foreach (var one in shard)
        {
            overtaken += one.Due < latest ? 1 : 0;
            latest = one.Due > latest ? one.Due : latest;
        }

        return overtaken;
    }

    private static Task<long> All(SilentCases cases) => Eventually.Get(cases.Expired, expired => expired == SilentCases.Count, "every deadline took effect", 60);

    private static async Task InCluster(Func<Cluster, SilentCases, Task> test, params (string Name, string Value)[] settings)
    {
        TestDatabase.Require();
        var database = await TestDatabase.Create();
        try
        {
            await using var cluster = await Cluster.Start(database, settings);
            await test(cluster, new SilentCases(cluster, database));
        }
        finally
        {
            await TestDatabase.Drop(database);
        }
    }
}
