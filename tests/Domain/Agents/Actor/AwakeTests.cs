using AfterSales.Policies;
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

    [Fact]
    public async Task An_actor_who_could_not_read_his_stream_goes_on_trying_by_himself()
    {
        await _agent.Working();
        await _agent.Reserve(Staffing.Request(AssignmentMode.Offer));
        _agent.Crash();
        _agent.Log.Unreachable = true;
        Assert.Equal(FailureCodes.StorageUnavailable, (await _agent.Desk.Report()).Failure!.Code);
        await _agent.Desk.Tick();
        Assert.True(_agent.Desk.IsPending);
        _agent.Log.Unreachable = false;
        _agent.Wait(30);
        await _agent.Desk.Tick();
        Assert.Equal((false, false), (_agent.Desk.IsPending, (await _agent.Status()).HasOpenOffer));
    }

    [Fact]
    public async Task A_policy_that_begins_to_want_something_is_looked_after_from_the_next_report_on()
    {
        _agent.Publish(new RoutingPolicy { RampUpSeconds = 0, FirstActionTimeoutSeconds = 0 });
        await _agent.Working();
        await _agent.Works();
        Assert.False(_agent.Desk.IsPending);
        _agent.Publish(new RoutingPolicy { RampUpSeconds = 0, FirstActionTimeoutSeconds = 60 });
        await _agent.Desk.Report();
        Assert.True(_agent.Desk.IsPending);
    }
}
