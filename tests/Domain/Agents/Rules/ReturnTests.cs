using AfterSales.Agents;
using AfterSales.Agents.Domain;
using AfterSales.Policies;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

public sealed class ReturnTests
{
    private readonly AgentModel _model = new();

    [Theory]
    [InlineData(AssignmentMode.Auto)]
    [InlineData(AssignmentMode.Offer)]
    [InlineData(AssignmentMode.Pull)]
    public void Work_from_a_queue_goes_back_without_a_first_action(AssignmentMode mode)
    {
        var work = _model.Works(mode);
        _model.Wait(899);
        Assert.Empty(_model.Returns());
        Assert.True(Pending());
        _model.Wait(1);
        Assert.Equal([new DueReturn(work.Assignment.TicketId, work.Assignment.AssignmentId, ReturnReason.NoFirstAction, 2)], _model.Returns());
    }

    [Fact]
    public void An_action_a_pause_or_a_policy_without_limit_ends_the_wait_for_the_first_action()
    {
        var acted = _model.Works();
        var paused = _model.Works();
        var by = ReturnRules.FirstActionBy(_model.State.Held.Find(acted.Assignment.TicketId)!, _model.Seen, _model.Policy);
        Assert.Equal(Staffing.Now.AddSeconds(900), by);
        _model.Observe(acted.Assigned(version: 3, acted: true));
        _model.Observe(paused.Assigned(version: 3, active: false));
        Assert.False(Pending());
        _model.Works();
        Assert.True(Pending());
        _model.Policy = _model.Policy with { FirstActionTimeoutSeconds = 0 };
        _model.Wait(10_000);
        Assert.Empty(_model.Returns());
        Assert.False(Pending());
    }

    /// <summary>Symptom: a customer answered after days, and the case was taken from the agent at once.</summary>
    [Fact]
    public void Work_that_rested_waits_for_its_first_action_from_when_it_came_back()
    {
        var work = _model.Works();
        _model.Observe(work.Assigned(version: 3, active: false));
        _model.Wait(100_000);
        _model.Observe(work.Assigned(version: 4, since: _model.Now));
        var held = _model.State.Held.Find(work.Assignment.TicketId)!;
        Assert.Equal(_model.Now.AddSeconds(900), ReturnRules.FirstActionBy(held, _model.Seen, _model.Policy));
        Assert.Equal(_model.Now.AddSeconds(900), ReturnRules.FirstActionBy(held, Sightings.None, _model.Policy));
        _model.Wait(899);
        Assert.Empty(_model.Returns());
        _model.Wait(1);
        Assert.Equal(ReturnReason.NoFirstAction, Only().Reason);
    }

    [Fact]
    public void Work_given_by_hand_waits_for_its_first_action_for_ever()
    {
        _model.Observe(Staffing.Assigned(Guid.NewGuid(), 3, Guid.NewGuid(), AssignmentMode.Manual));
        _model.Wait(10_000);
        Assert.Empty(_model.Returns());
        Assert.False(Pending());
    }

    [Fact]
    public void A_reservation_no_case_has_confirmed_is_not_sent_back_but_stays_pending()
    {
        _model.Reserve(Staffing.Request());
        _model.Come(Presence.Offline);
        Assert.Empty(_model.Returns());
        Assert.True(Pending());
    }

    [Fact]
    public void Signing_off_sends_active_work_back_at_once_and_paused_work_when_it_comes_back()
    {
        var active = _model.Works();
        var paused = _model.Works();
        _model.Observe(paused.Assigned(version: 3, active: false));
        _model.Come(Presence.Offline);
        Assert.Equal((active.Assignment.TicketId, ReturnReason.AgentOffline), Only());
        _model.Observe(Staffing.Waits(active.Assignment.TicketId, 3, 3));
        Assert.Empty(_model.Returns());
        _model.Observe(paused.Assigned(version: 4));
        Assert.Equal((paused.Assignment.TicketId, ReturnReason.AgentOffline), Only());
    }

    [Fact]
    public void What_he_takes_while_signed_off_stays_his()
    {
        _model.Come(Presence.Offline);
        _model.Observe(Staffing.Assigned(Guid.NewGuid(), 2, Guid.NewGuid(), AssignmentMode.Claim), verified: true);
        Assert.Equal(5, _model.State.Held.UnitsInUse);
        Assert.Empty(_model.Returns());
        Assert.False(Pending());
        _model.Come(Presence.Online);
        _model.Wait(1);
        _model.Come(Presence.Offline);
        Assert.Equal(ReturnReason.AgentOffline, Only().Reason);
    }

    [Fact]
    public void Who_stays_away_loses_his_work_and_who_returns_in_time_keeps_it()
    {
        _model.Policy = _model.Policy with { FirstActionTimeoutSeconds = 0 };
        _model.Works();
        _model.Come(Presence.Away);
        _model.Wait(299);
        Assert.Empty(_model.Returns());
        Assert.True(Pending());
        _model.Come(Presence.Online);
        Assert.False(Pending());
        _model.Come(Presence.Away);
        _model.Wait(300);
        Assert.Equal(ReturnReason.AgentAway, Only().Reason);
    }

    [Fact]
    public void Where_the_policy_says_so_work_is_kept()
    {
        _model.Policy = _model.Policy with { FirstActionTimeoutSeconds = 0, WhenAway = OpenWork.Keep, WhenOffline = OpenWork.Keep };
        _model.Works();
        _model.Come(Presence.Away);
        _model.Wait(1_000);
        Assert.Empty(_model.Returns());
        _model.Come(Presence.Offline);
        Assert.Empty(_model.Returns());
        Assert.False(Pending());
    }

    [Fact]
    public void Who_was_never_registered_keeps_what_he_took()
    {
        var taken = ObserveDecider.Decide(Staffing.Me, AgentState.Empty, Sightings.None, Staffing.Assigned(Guid.NewGuid(), 2, Guid.NewGuid()), verified: true);
        var state = AgentFold.Apply(AgentState.Empty, taken.Events[0], default);
        Assert.Equal((Presence.Offline, 5), (state.Presence, state.Held.UnitsInUse));
        Assert.Empty(ReturnRules.Due(state, Sightings.None, new RoutingPolicy(), Staffing.Now));
        Assert.False(ReturnRules.IsPending(state, Sightings.None, new RoutingPolicy()));
    }

    [Fact]
    public void A_removed_agent_gives_back_even_what_waits_for_others_and_what_comes_later()
    {
        var paused = _model.Works();
        _model.Observe(paused.Assigned(version: 3, active: false));
        _model.Remove(requeue: true);
        Assert.Equal((paused.Assignment.TicketId, ReturnReason.AgentRemoved), Only());
        _model.Observe(Staffing.Waits(paused.Assignment.TicketId, 4, 4));
        Assert.False(Pending());
        _model.Observe(Staffing.Assigned(Guid.NewGuid(), 4, Guid.NewGuid(), AssignmentMode.Manual));
        Assert.Equal(ReturnReason.AgentRemoved, Only().Reason);
    }

    private bool Pending() => ReturnRules.IsPending(_model.State, _model.Seen, _model.Policy);

    private (Guid TicketId, ReturnReason Reason) Only() => Assert.Single(_model.Returns()) is var due ? (due.TicketId, due.Reason) : default;
}
