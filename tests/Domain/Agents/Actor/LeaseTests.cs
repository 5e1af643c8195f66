using AfterSales.Agents;
using AfterSales.Routing;
using NSubstitute;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

/// <summary>The agent's side of the assignment protocol (architecture.md section 4), and what else time brings.</summary>
public sealed class LeaseTests
{
    private readonly AgentActor _agent = new();

    [Theory]
    [InlineData(AssignmentMode.Auto)]
    [InlineData(AssignmentMode.Pull)]
    [InlineData(AssignmentMode.Offer)]
    public async Task A_reservation_nobody_confirms_is_put_to_the_case_after_ten_seconds_and_freed_by_its_answer(AssignmentMode mode)
    {
        var request = await Reserved(mode);
        var (ticket, id) = (request.Assignment.TicketId, request.Assignment.AssignmentId);
        _agent.Wait(9.9);
        await _agent.Desk.Tick();
        await _agent.Ticket(ticket).DidNotReceiveWithAnyArgs().ConfirmOrVoidAssignment(default, default, default);
        Assert.Equal(5, (await _agent.Status()).UnitsInUse);

        _agent.Wait(0.1);
        _agent.Says(Staffing.Waits(ticket, 2, 2));
        await _agent.Desk.Tick();
        await _agent.Ticket(ticket).Received(1).ConfirmOrVoidAssignment(id, 1, 1);
        Assert.Equal((0, false), ((await _agent.Status()).UnitsInUse, _agent.Desk.IsPending));
    }

    [Fact]
    public async Task A_case_that_has_him_confirms_and_is_not_asked_again()
    {
        var request = await Reserved();
        _agent.Wait(10);
        _agent.Says(request.Assigned());
        var rows = _agent.Rows;
        await _agent.Desk.Tick();
        _agent.Wait(60);
        await _agent.Desk.Tick();
        await _agent.Ticket(request.Assignment.TicketId).ReceivedWithAnyArgs(1).ConfirmOrVoidAssignment(default, default, default);
        Assert.Equal((rows, 5), (_agent.Rows, (await _agent.Status()).UnitsInUse));
    }

    [Fact]
    public async Task A_case_that_does_not_answer_is_asked_again_less_and_less_often_and_keeps_its_units()
    {
        var request = await Reserved();
        var ticket = _agent.Ticket(request.Assignment.TicketId);
        ticket.ConfirmOrVoidAssignment(default, default, default).ReturnsForAnyArgs<Outcome<RoutingFacts>>(_ => throw new TimeoutException());
        _agent.Wait(10);
        for (var second = 0; second < 60; second++)
        {
            await _agent.Desk.Tick();
            _agent.Wait(1);
        }

        // At 0, 1, 3, 7, 15, 31 and 47 seconds.
        await ticket.ReceivedWithAnyArgs(7).ConfirmOrVoidAssignment(default, default, default);
        Assert.Equal(5, (await _agent.Status()).UnitsInUse);
    }

    [Fact]
    public async Task A_case_that_does_not_exist_gives_the_units_back()
    {
        var request = await Reserved();
        _agent.Ticket(request.Assignment.TicketId).ConfirmOrVoidAssignment(default, default, default)
            .ReturnsForAnyArgs(Task.FromResult<Outcome<RoutingFacts>>(new Failure(FailureCodes.NotFound, "none")));
        _agent.Wait(10);
        await _agent.Desk.Tick();
        Assert.Equal(0, (await _agent.Status()).UnitsInUse);
    }

    [Fact]
    public async Task After_a_crash_the_lease_begins_anew_and_ends_all_the_same()
    {
        var request = await Reserved();
        _agent.Wait(60);
        _agent.Crash();
        await _agent.Desk.Report();
        Assert.True(_agent.Desk.IsPending);
        await _agent.Desk.Tick();
        await _agent.Ticket(request.Assignment.TicketId).DidNotReceiveWithAnyArgs().ConfirmOrVoidAssignment(default, default, default);
        _agent.Wait(10);
        _agent.Says(Staffing.Over(request.Assignment.TicketId, 3));
        await _agent.Desk.Tick();
        Assert.Equal(0, (await _agent.Status()).UnitsInUse);
    }

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

    [Fact]
    public async Task Nothing_is_pending_for_who_has_nothing_to_wait_for()
    {
        Assert.False(_agent.Desk.IsPending);
        await _agent.Working();
        Assert.False(_agent.Desk.IsPending);
        await Reserved(AssignmentMode.Offer, accept: false);
        Assert.True(_agent.Desk.IsPending);
        _agent.Wait(30);
        await _agent.Desk.Tick();
        Assert.False(_agent.Desk.IsPending);
    }

    private async Task<ReserveRequest> Reserved(AssignmentMode mode = AssignmentMode.Auto, bool accept = true)
    {
        await _agent.Working();
        var request = Staffing.Request(mode);
        Assert.Null(await _agent.Reserve(request));
        if (mode == AssignmentMode.Offer && accept)
        {
            Assert.Equal(request.Assignment.TicketId, (await _agent.Desk.AcceptOffer(request.Assignment.AssignmentId, Staffing.Myself)).Value!.TicketId);
        }

        return request;
    }
}
