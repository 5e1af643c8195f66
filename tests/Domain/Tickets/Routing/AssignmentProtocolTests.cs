using AfterSales.Routing;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>What queues and agents ask of a case, decided.</summary>
public sealed class AssignmentProtocolTests
{
    [Fact]
    public void An_assignment_of_the_present_round_stands_with_its_reason()
    {
        var given = Case.Opened(TicketKind.Exchange);
        var request = Samples.Assignment(1);
        Assert.True(given.Route((state, _) => RoutingDecider.Assign(state, request)));
        var held = given.State.Assignment!;
        Assert.Equal((request.AssignmentId, "a-1", 5, "a-1"), (held.Id, held.Agent, held.Units, given.State.Owner));
        Assert.Equal("lowest-load", held.Reason.Rule);
        Assert.Equal(request.Reason.Considered, held.Reason.Considered);
        Assert.False(given.Route((state, _) => RoutingDecider.Assign(state, request)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void One_of_another_round_is_refused(int round) =>
        Assert.Empty(RoutingDecider.Assign(Case.Opened(TicketKind.Exchange).State, Samples.Assignment(round)));

    [Fact]
    public void A_fence_begins_another_round_and_keeps_the_place()
    {
        var fenced = Case.Opened(TicketKind.Exchange);
        var before = fenced.State;
        Assert.False(fenced.Route((state, _) => RoutingDecider.Void(state, Guid.NewGuid(), 0)));
        Assert.True(fenced.Route((state, _) => RoutingDecider.Void(state, Samples.Assignment(1).AssignmentId, 1)));
        Assert.Equal(before.Waiting! with { Round = 2 }, fenced.State.Waiting);
        Assert.Equal(before.UpdatedAt, fenced.State.UpdatedAt);
        Assert.Empty(RoutingDecider.Assign(fenced.State, Samples.Assignment(1)));
        Assert.False(fenced.Route((state, _) => RoutingDecider.Void(state, Samples.Assignment(1).AssignmentId, 1)));
        Assert.NotNull(fenced.GiveTo("a-2").State.Assignment);
    }

    [Fact]
    public void An_overflow_keeps_age_and_skills_and_is_never_into_the_same_queue()
    {
        var waiting = Case.Opened(TicketKind.Exchange);
        Assert.False(waiting.Route((state, context) => RoutingDecider.Reroute(state, 1, "general", RerouteReason.Overflow, context)));
        Assert.False(waiting.Route((state, context) => RoutingDecider.Reroute(state, 7, "quality", RerouteReason.Overflow, context)));
        Assert.True(waiting.Route((state, context) => RoutingDecider.Reroute(state, 1, "quality", RerouteReason.Overflow, context)));
        var waits = waiting.State.Waiting!;
        Assert.Equal(("quality", "overflow", null, Samples.Start, waiting.Now), (waits.Queue, waits.Rule, waits.PolicyVersion, waits.Since, waits.EnteredAt));
        Assert.True(waiting.Route((state, context) => RoutingDecider.Reroute(state, 2, null, RerouteReason.QueueRemoved, context)));
        Assert.Equal(("general", "default", 3), (waiting.State.Waiting!.Queue, waiting.State.Waiting.Rule, waiting.State.Waiting.Round));
        Assert.Equal("quality", Assert.Single(waiting.State.Left).Queue);
    }

    [Fact]
    public void A_case_from_before_queues_is_queued_by_the_rules()
    {
        var old = Case.Opened(TicketKind.Exchange).State with { Waiting = null };
        Assert.True(TicketRouting.Facts(old.Id, old, 1).Unrouted);
        var context = new DecisionContext(Samples.Start.AddDays(9), Caller.System, AfterSales.Policies.PolicySet.Default);
        var queued = Assert.IsType<Queued>(Assert.Single(RoutingDecider.Reroute(old, 0, null, RerouteReason.Unrouted, context)));
        Assert.Equal(("general", Samples.Start), (queued.Queue, queued.Since));

        var resting = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingReturn).State;
        Assert.False(TicketRouting.IsUnrouted(resting));
        Assert.Empty(RoutingDecider.Reroute(resting, 0, null, RerouteReason.Unrouted, context));
        Assert.Empty(RoutingDecider.Reroute(TicketState.None, 0, null, RerouteReason.Unrouted, context));
    }

    [Theory]
    [InlineData(ReturnReason.NoFirstAction, "no-first-action", nameof(AssignmentEnd.NoFirstAction))]
    [InlineData(ReturnReason.AgentAway, "agent-away", nameof(AssignmentEnd.AgentAway))]
    [InlineData(ReturnReason.AgentOffline, "agent-offline", nameof(AssignmentEnd.AgentOffline))]
    [InlineData(ReturnReason.AgentRemoved, "agent-removed", nameof(AssignmentEnd.AgentRemoved))]
    public void Returned_work_goes_back_with_its_age_and_says_why(ReturnReason reason, string rule, string how)
    {
        var returned = Case.Opened(TicketKind.Exchange).GiveTo("a-1").Pass(TimeSpan.FromMinutes(15));
        var id = returned.State.Assignment!.Id;
        Assert.True(returned.Route((state, context) => RoutingDecider.Return(state, id, reason, context)));
        Assert.Equal(("general", rule, Samples.Start), (returned.State.Waiting!.Queue, returned.State.Waiting.Rule, returned.State.Waiting.Since));
        Assert.Equal(reason == ReturnReason.NoFirstAction ? "a-1" : null, returned.Facts.Waiting!.IgnoredBy);
        Assert.Equal(how, Assert.IsType<AssignmentEnded>(returned.Rows[^1].Events[0]).How.ToString());
        Assert.False(returned.Route((state, context) => RoutingDecider.Return(state, id, reason, context)));
    }

    [Fact]
    public void An_agent_who_has_acted_keeps_his_work_whatever_the_timer_says()
    {
        var worked = Case.Opened(TicketKind.Exchange).GiveTo("a-1").Do(new Note("looking"), People.Agent).Pass(TimeSpan.FromMinutes(15));
        var id = worked.State.Assignment!.Id;
        Assert.False(worked.Route((state, context) => RoutingDecider.Return(state, id, ReturnReason.NoFirstAction, context)));
        Assert.True(worked.Route((state, context) => RoutingDecider.Return(state, id, ReturnReason.AgentAway, context)));
    }

    /// <summary>Symptom: an agent who did not know that the case had rested sent it back, although his time had only begun.</summary>
    [Fact]
    public void The_time_for_a_first_action_begins_anew_when_the_case_comes_back()
    {
        var resting = Case.Opened(TicketKind.Complaint).GiveTo("a-1").Do(new RequestInfo("Which?"), People.Lead);
        Assert.Equal((false, false), (resting.State.Assignment!.Active, resting.State.Assignment.Acted));
        resting.Pass(TimeSpan.FromDays(1)).Do(new CustomerMessage("Well?"), People.Customer);
        var id = resting.State.Assignment!.Id;
        bool Return() => resting.Route((state, context) => RoutingDecider.Return(state, id, ReturnReason.NoFirstAction, context));
        Assert.Equal(resting.Facts.Assigned!.ActiveSince, resting.Now);
        Assert.False(Return());
        resting.Pass(TimeSpan.FromMinutes(15));
        Assert.True(Return());
    }

    [Theory]
    [InlineData(ReturnReason.NoFirstAction, false)]
    [InlineData(ReturnReason.AgentAway, false)]
    [InlineData(ReturnReason.AgentOffline, false)]
    [InlineData(ReturnReason.AgentRemoved, true)]
    public void Work_that_rests_stays_with_an_agent_who_may_come_back(ReturnReason reason, bool returned)
    {
        var resting = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingReturn).Do(new Assign("a-2"), People.Lead);
        var id = resting.State.Assignment!.Id;
        Assert.Equal(returned, resting.Route((state, context) => RoutingDecider.Return(state, id, reason, context)));
        Assert.Equal((null, returned ? null : "a-2"), (resting.State.Waiting, resting.State.Assignee));
    }

    [Fact]
    public void An_owner_who_gave_a_case_away_is_not_preferred_for_it()
    {
        var owned = Case.Opened(TicketKind.Complaint).GiveTo("a-1");
        Assert.Null(owned.Do(new Release("not mine"), People.Agent).Facts.Waiting!.Owner);
        Assert.Equal("a-1", owned.State.Owner);

        var second = owned.GiveTo("a-2").Do(new Release("not mine either"), People.Other(People.Agent, "a-2"));
        Assert.Equal("a-1", second.Facts.Waiting!.Owner);

        var away = Case.Opened(TicketKind.Complaint).GiveTo("a-1");
        away.Route((state, context) => RoutingDecider.Return(state, state.Assignment!.Id, ReturnReason.AgentAway, context));
        Assert.Equal("a-1", away.Facts.Waiting!.Owner);
    }

    [Fact]
    public void The_places_left_are_the_last_eight_and_never_one_that_has_the_case()
    {
        var moved = Case.Opened(TicketKind.Complaint);
        for (var i = 0; i < 12; i++)
        {
            moved.Do(new Assign($"a-{i}"), People.Lead);
        }

        Assert.Equal(["a-3", "a-4", "a-5", "a-6", "a-7", "a-8", "a-9", "a-10"], moved.State.Left.Select(place => place.Agent));
        moved.Do(new Assign("a-5"), People.Lead);
        Assert.DoesNotContain(moved.State.Left, place => place.Agent == "a-5");
        Assert.Equal("a-11", moved.State.Left[^1].Agent);
    }
}
