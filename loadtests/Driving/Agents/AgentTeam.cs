using AfterSales.LoadTests.Driving.Cases;
using AfterSales.LoadTests.Workload.Staff;

namespace AfterSales.LoadTests.Driving.Agents;

/// <summary>The agents of one driver's share, at work until the end of the run.</summary>
internal sealed class AgentTeam : IAsyncDisposable
{
    private AgentTeam(IEnumerable<Task> working) => Ended = Task.WhenAll(working);

    /// <summary>They stop by the run's token; what they had sent gets its answer first.</summary>
    public Task Ended { get; }

    public static AgentTeam Start(CaseDesk desk, DriverTask task)
    {
        var visits = new VisitBook();
        return new AgentTeam([
            .. Enumerable.Range(0, task.Plan.Agents).Where(agent => agent % task.Of == task.Share)
                .Select(agent => new AgentRun(desk, visits, AgentRoster.IdOf(task.Plan, agent)).Run()),
        ]);
    }

    public async ValueTask DisposeAsync() => await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
