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
    public async Task Nothing_is_pending_for_who_has_nothing_to_wait_for()
    {
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
            Assert.Equal(request.Assignment.TicketId, (await _agent.Desk.AcceptOffer(request.Assignment.AssignmentId, Staffing.Myself)).Value!.Assignment.TicketId);
        }

        return request;
    }
}
