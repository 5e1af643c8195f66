using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

/// <summary>What an actor says and does so that somebody keeps him awake while there is anything to look after.</summary>
public sealed class AwakeTests
{
    private readonly AgentActor _agent = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_removed_agent_says_that_he_holds_cases_until_they_are_gone(bool active)
    {
        await _agent.Working();
        Assert.False((await _agent.Status()).Holds);
        var work = await _agent.Works();
        await _agent.Desk.Observe(work.Assigned(version: 3, active: active));
        await _agent.Desk.Remove(requeue: true, Staffing.Lead);
        Assert.Equal((false, active ? 5 : 0, true), await _agent.Status() is var status ? (status.Exists, status.UnitsInUse, status.Holds) : default);
        await _agent.Desk.Observe(Staffing.Waits(work.Assignment.TicketId, 4, 4));
        Assert.False((await _agent.Status()).Holds);
    }
}
