using AfterSales.Agents;
using AfterSales.Policies;
using AfterSales.Routing;
using NSubstitute;
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

    [Fact]
    public async Task Whoever_makes_him_report_has_the_queues_hear_of_his_offers_again()
    {
        await _agent.Working();
        var refused = Staffing.Request(AssignmentMode.Offer);
        await _agent.Reserve(refused);
        await _agent.Desk.RejectOffer(refused.Assignment.AssignmentId, null, Staffing.Myself);
        var open = Staffing.Request(AssignmentMode.Offer);
        await _agent.Reserve(open);
        var queue = _agent.Queue("general");
        queue.ClearReceivedCalls();
        var status = await _agent.Status();
        await queue.Received(1).OfferEnded(Arg.Is<OfferOutcome>(ended =>
            ended.End == OfferEnd.Rejected && ended.Assignment.AssignmentId == refused.Assignment.AssignmentId));
        await queue.Received(1).OfferOpen(
            Arg.Is<AssignmentRequest>(offer => offer.AssignmentId == open.Assignment.AssignmentId && offer.Round == 1), _agent.Clock.Now.AddSeconds(30),
            Arg.Is<AgentStatus>(told => told.Version == status.Version));
        _agent.Wait(600);
        queue.ClearReceivedCalls();
        await _agent.Status();
        await queue.DidNotReceiveWithAnyArgs().OfferEnded(default!);
    }
}
