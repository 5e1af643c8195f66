using AfterSales.Tests.Api.Fixtures;
using Xunit;

namespace AfterSales.Tests.Api.Faults.Routing;

/// <summary>
/// A process is killed (SIGKILL) in the middle of assignments under load: no case is lost or assigned twice, no capacity leaks, and work goes on.
/// Embedded: the process starts again on its ports. Orleans: one of three silos is gone for good.
/// </summary>
public sealed class RoutingKillTests
{
    private const int FinishedBeforeKill = 120;
    private const int FinishedAfterKill = 300;

    private static readonly TimeSpan WorkAfterKill = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_kill_in_mid_assignment_loses_no_case_doubles_none_and_leaks_no_capacity()
    {
        TestDatabase.Require();
        var database = await TestDatabase.Create();
        try
        {
            await using var cluster = await Cluster.Start(database);
            var desk = new ServiceDesk(cluster);
            await desk.Open();
            await Finished(desk, FinishedBeforeKill);
            await cluster.KillOne();
            var killedAt = TimeProvider.System.GetTimestamp();
            await Finished(desk, desk.Finished + FinishedAfterKill, () => TimeProvider.System.GetElapsedTime(killedAt) > WorkAfterKill);
            await desk.StopArrivals();
            await Eventually.Get(() => Waiting(cluster), waiting => waiting == 0, "nobody waits any more");
            await desk.StopWork();

            // What was reserved when the process died is settled when its lease has ended.
            var audit = new Audit(cluster, database);
            await Eventually.Get(audit.Faults, faults => faults.Length == 0, "every case has one agent and every agent's units are his open work");
            foreach (var ticket in desk.Opened)
            {
                Assert.Equal(ticket, (await cluster.Get($"/v1/tickets/{ticket}", "lead")).Id);
            }
        }
        finally
        {
            await TestDatabase.Drop(database);
        }
    }

    private static Task<int> Finished(ServiceDesk desk, int cases, Func<bool>? also = null) => Eventually.Get(
        () => Task.FromResult(desk.Finished), finished => finished >= cases && (also?.Invoke() ?? true), $"{cases} cases are finished");

    private static async Task<int> Waiting(Cluster cluster) =>
        (await cluster.Get("/v1/queues/general/stats", "lead")).Body!["waiting"]!.GetValue<int>();
}
