using AfterSales.Agents;
using AfterSales.Routing;
using NSubstitute;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

/// <summary>What an agent sends back to cases because of what he does not do, and how often.</summary>
public sealed class ReturnRequestTests
{
    private readonly AgentActor _agent = new();

    [Fact]
    public async Task A_return_is_repeated_every_five_seconds_until_the_case_is_gone()
    {
        await _agent.Working();
        var work = await _agent.Works();
        var (ticket, id) = (_agent.Ticket(work.Assignment.TicketId), work.Assignment.AssignmentId);
        await _agent.Desk.SetPresence(Presence.Offline, null, Staffing.Myself);
        await ticket.Received(1).Return(id, ReturnReason.AgentOffline, Staffing.Me, 2);
        for (var i = 0; i < 15; i++)
        {
            _agent.Wait(1);
            await _agent.Desk.Tick();
        }

        await ticket.Received(4).Return(id, ReturnReason.AgentOffline, Staffing.Me, 2);
        await _agent.Desk.Observe(Staffing.Waits(work.Assignment.TicketId, 3, 3));
        _agent.Wait(5);
        await _agent.Desk.Tick();
        await ticket.Received(4).Return(id, ReturnReason.AgentOffline, Staffing.Me, 2);
        Assert.False(_agent.Desk.IsPending);
    }

    /// <summary>Symptom: who signed off with thousands of cases kept every silo busy with each of them each second.</summary>
    [Fact]
    public async Task Who_leaves_with_many_cases_sends_them_back_by_and_by_and_repeats_last()
    {
        await _agent.Working(capacity: 10_000);
        var work = new List<ReserveRequest>();
        for (var i = 0; i < 200; i++)
        {
            work.Add(await _agent.Works());
        }

        IEnumerable<int> Sent() => work.Select(one => _agent.Ticket(one.Assignment.TicketId).ReceivedCalls().Count(call => call.GetMethodInfo().Name == "Return"));
        await _agent.Desk.SetPresence(Presence.Offline, null, Staffing.Myself);
        Assert.Equal((128, 72), (Sent().Count(times => times == 1), Sent().Count(times => times == 0)));
        _agent.Wait(5);
        await _agent.Desk.Tick();
        Assert.Equal((200 - 56, 56), (Sent().Count(times => times == 1), Sent().Count(times => times == 2)));
    }

    [Fact]
    public async Task Work_that_comes_back_to_who_left_goes_back_with_the_next_tick()
    {
        await _agent.Working();
        var work = await _agent.Works();
        await _agent.Desk.Observe(work.Assigned(version: 3, active: false));
        await _agent.Desk.SetPresence(Presence.Offline, null, Staffing.Myself);
        await _agent.Desk.Observe(work.Assigned(version: 4));
        Assert.True(_agent.Desk.IsPending);
        await _agent.Desk.Tick();
        await _agent.Ticket(work.Assignment.TicketId).Received(1).Return(work.Assignment.AssignmentId, ReturnReason.AgentOffline, Staffing.Me, 4);
    }

    [Fact]
    public async Task A_first_action_that_was_missed_by_a_restart_is_told_by_the_case_and_asked_no_more()
    {
        await _agent.Working();
        var work = await _agent.Works();
        await _agent.Desk.Observe(work.Assigned(version: 3, active: false));
        await _agent.Desk.Observe(work.Assigned(version: 4));
        _agent.Crash();
        _agent.Wait(900);
        await _agent.Desk.Report();
        await _agent.Desk.Tick();
        var ticket = _agent.Ticket(work.Assignment.TicketId);
        await ticket.Received(1).Return(work.Assignment.AssignmentId, ReturnReason.NoFirstAction, Staffing.Me, 4);
        await _agent.Desk.Notify(work.Assigned(version: 4, acted: true));
        _agent.Wait(1);
        await _agent.Desk.Tick();
        await ticket.ReceivedWithAnyArgs(1).Return(default, default, "", default);
        Assert.False(_agent.Desk.IsPending);
    }

    [Fact]
    public async Task A_removed_agent_sends_everything_back()
    {
        await _agent.Working();
        var work = await _agent.Works();
        Assert.Equal(FailureCodes.ActionNotPossible, (await _agent.Desk.Remove(requeue: false, Staffing.Lead)).Failure!.Code);
        Assert.Equal(Presence.Offline, (await _agent.Desk.Remove(requeue: true, Staffing.Lead)).Value!.Presence);
        await _agent.Ticket(work.Assignment.TicketId).Received(1).Return(work.Assignment.AssignmentId, ReturnReason.AgentRemoved, Staffing.Me, 2);
        Assert.True(_agent.Desk.IsPending);
    }
}
