using AfterSales.Agents;
using AfterSales.Agents.Domain;
using AfterSales.Log;
using AfterSales.Routing;
using NSubstitute;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

public sealed class AgentDeskTests
{
    private readonly AgentActor _agent = new();

    [Fact]
    public async Task A_grant_is_durable_before_the_answer_and_survives_a_crash()
    {
        await _agent.Working();
        var request = Staffing.Request();
        var rows = _agent.Rows;
        var answer = (await _agent.Desk.Reserve(request)).Value!;
        Assert.Equal((true, null, rows + 1, 5), (answer.Granted, answer.Refusal, _agent.Rows, answer.Status.UnitsInUse));
        Assert.Equal(rows + 1, answer.Status.Version);
        _agent.Crash();
        Assert.Null(await _agent.Reserve(request));
        Assert.Equal(rows + 1, _agent.Rows);
    }

    [Fact]
    public async Task An_offer_tells_when_it_ends()
    {
        await _agent.Working();
        var answer = (await _agent.Desk.Reserve(Staffing.Request(AssignmentMode.Offer))).Value!;
        Assert.Equal((Staffing.Now.AddSeconds(30), true), (answer.OfferExpiresAt, answer.Status.HasOpenOffer));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_grant_whose_answer_was_lost_is_found_by_the_retry_or_made_then(bool kept)
    {
        await _agent.Working();
        var request = Staffing.Request();
        var rows = _agent.Rows;
        _agent.Log.FailNext(AppendStatus.Unknown, kept);
        Assert.Equal(FailureCodes.OutcomeUnknown, (await _agent.Desk.Reserve(request)).Failure!.Code);
        Assert.Null(await _agent.Reserve(request));
        Assert.Equal((rows + 1, 5), (_agent.Rows, (await _agent.Status()).UnitsInUse));
    }

    [Fact]
    public async Task A_duplicate_activation_cannot_grant_the_same_units_twice()
    {
        await _agent.Working(capacity: 5);
        var first = _agent.Desk;
        _agent.Crash();
        await _agent.Desk.Report();
        await first.Reserve(Staffing.Request());
        Assert.Equal("at-capacity", await _agent.Reserve(Staffing.Request()));
    }

    [Fact]
    public async Task A_case_is_asked_once_before_work_nobody_reserved_counts_and_a_late_claim_adds_nothing()
    {
        await _agent.Working();
        var ticket = Guid.NewGuid();
        var late = Staffing.Assigned(ticket, 3, Guid.NewGuid());
        _agent.Says(Staffing.Waits(ticket, 5, 5));
        Assert.False((await _agent.Desk.Observe(late)).Value);
        await _agent.Ticket(ticket).Received(1).ConfirmOrVoidAssignment(late.Assigned!.AssignmentId, 0, 3);

        var claimed = Staffing.Assigned(ticket, 6, Guid.NewGuid());
        _agent.Says(claimed);
        Assert.True((await _agent.Desk.Observe(claimed)).Value);
        Assert.False((await _agent.Desk.Observe(claimed)).Value);
        Assert.Equal(5, (await _agent.Status()).UnitsInUse);
    }

    [Fact]
    public async Task A_case_that_cannot_be_asked_makes_the_follower_come_again()
    {
        var facts = Staffing.Assigned(Guid.NewGuid(), 3, Guid.NewGuid());
        _agent.Ticket(facts.TicketId).ConfirmOrVoidAssignment(default, default, default).ReturnsForAnyArgs<Outcome<RoutingFacts>>(_ => throw new TimeoutException());
        Assert.Equal(FailureCodes.Overloaded, (await _agent.Desk.Observe(facts)).Failure!.Code);
        await _agent.Desk.Notify(facts);
        Assert.Equal(0, _agent.Rows);
    }

    [Fact]
    public async Task An_answer_older_than_what_was_told_is_none()
    {
        var facts = Staffing.Assigned(Guid.NewGuid(), 3, Guid.NewGuid());
        _agent.Says(Staffing.Waits(facts.TicketId, 2, 2));
        Assert.Equal(FailureCodes.OutcomeUnknown, (await _agent.Desk.Observe(facts)).Failure!.Code);
        _agent.Says(facts);
        Assert.True((await _agent.Desk.Observe(facts)).Value);
    }

    [Fact]
    public async Task What_was_only_seen_rides_on_the_next_row()
    {
        await _agent.Working();
        var work = await _agent.Works();
        await _agent.Desk.Observe(work.Assigned(version: 3, acted: true));
        var rows = _agent.Rows;
        await _agent.Desk.SetPresence(Presence.Busy, null, Staffing.Myself);
        Assert.Equal(rows + 1, _agent.Rows);
        var last = AgentCodec.Instance.Decode(_agent.Log.Rows[^1].Data.Span, null);
        Assert.Equal([typeof(PresenceSet), typeof(WorkConfirmed)], last.Select(stored => stored.GetType()));
        _agent.Crash();
        Assert.Null(Assert.Single((await _agent.Desk.GetWork(Staffing.Myself)).Value!.Tickets).FirstActionBy);
        Assert.False(_agent.Desk.IsPending);
    }

    [Fact]
    public async Task Others_do_not_speak_for_him()
    {
        await _agent.Working();
        var offer = Staffing.Request(AssignmentMode.Offer);
        await _agent.Reserve(offer);
        var id = offer.Assignment.AssignmentId;
        Assert.Equal(FailureCodes.Forbidden, (await _agent.Desk.SetPresence(Presence.Away, null, Staffing.Stranger)).Failure!.Code);
        Assert.Equal(FailureCodes.Forbidden, (await _agent.Desk.AcceptOffer(id, Staffing.Stranger)).Failure!.Code);
        Assert.Equal(FailureCodes.Forbidden, (await _agent.Desk.RejectOffer(id, null, Staffing.Stranger)).Failure!.Code);
        Assert.Equal(FailureCodes.NotFound, (await _agent.Desk.AcceptOffer(Guid.NewGuid(), Staffing.Myself)).Failure!.Code);
        Assert.False((await _agent.Desk.AcceptOffer(id, Staffing.Lead)).Value!.Replayed);
        Assert.True((await _agent.Desk.AcceptOffer(id, Staffing.Lead)).Value!.Replayed);
    }

    [Fact]
    public async Task A_version_he_does_not_accept_stops_a_change_of_presence()
    {
        await _agent.Working();
        var stale = Staffing.Myself with { IfMatch = [1] };
        Assert.Equal(FailureCodes.PreconditionFailed, (await _agent.Desk.SetPresence(Presence.Away, null, stale)).Failure!.Code);
        Assert.True((await _agent.Desk.SetPresence(Presence.Away, null, stale with { IfMatch = [2] })).Succeeded);
    }

    [Fact]
    public async Task Agents_are_shown_to_staff_and_who_was_never_registered_only_with_his_work()
    {
        var customer = Staffing.As(new Caller("test", Staffing.Me, Roles.Customer));
        Assert.Equal(FailureCodes.NotFound, (await _agent.Desk.GetWork(Staffing.Lead)).Failure!.Code);
        var claimed = Staffing.Assigned(Guid.NewGuid(), 3, Guid.NewGuid());
        _agent.Says(claimed);
        await _agent.Desk.Observe(claimed);
        Assert.Equal((5, 0), ((await _agent.Desk.GetWork(Staffing.Lead)).Value!.UnitsInUse, (await _agent.Desk.GetWork(Staffing.Lead)).Value!.Capacity));
        Assert.Equal(FailureCodes.NotFound, (await _agent.Desk.Get(Staffing.Lead)).Failure!.Code);
        await _agent.Working();
        Assert.Equal("Wang Fang", (await _agent.Desk.Get(Staffing.Stranger)).Value!.Name);
        Assert.Equal(FailureCodes.NotFound, (await _agent.Desk.Get(customer)).Failure!.Code);
        Assert.Equal(FailureCodes.NotFound, (await _agent.Desk.GetWork(customer)).Failure!.Code);
    }

    [Fact]
    public async Task A_log_out_of_reach_is_told_and_heals_by_itself()
    {
        await _agent.Working();
        _agent.Crash();
        _agent.Log.Unreachable = true;
        Assert.Equal(FailureCodes.StorageUnavailable, (await _agent.Desk.Reserve(Staffing.Request())).Failure!.Code);
        Assert.Equal(FailureCodes.StorageUnavailable, (await _agent.Desk.Report()).Failure!.Code);
        await _agent.Desk.Tick();
        _agent.Log.Unreachable = false;
        Assert.Null(await _agent.Reserve(Staffing.Request()));
    }
}
