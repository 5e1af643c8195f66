using AfterSales.Queues;
using AfterSales.Routing;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Assign, transfer and release, good and bad.</summary>
public sealed class HandoverTests
{
    private static Case Held() => Case.Opened(TicketKind.Complaint).GiveTo("a-1").Do(new Note("looking"), People.Agent);

    [Fact]
    public void Assign_replaces_whoever_has_it_and_keeps_the_age()
    {
        var given = Held().Do(new Assign("a-2"), People.Lead);
        var held = given.State.Assignment!;
        Assert.Equal(("a-2", AssignmentMode.Manual, "general", Samples.Start, false), (held.Agent, held.Mode, held.Queue, held.Since, held.Acted));
        Assert.Equal(AssignmentEnd.Replaced, Assert.IsType<AssignmentEnded>(given.Rows[^1].Events[0]).How);
        Assert.Contains(new LeftPlace(null, "a-1", given.State.Version), given.State.Left);

        given.Do(new Assign("a-2"), Caller.System);
        Assert.IsType<Unchanged>(Assert.Single(given.Rows[^1].Events));
        given.Refuses(new Assign("not an id"), People.Lead, FailureCodes.InvalidValue);
        given.Refuses(new Assign("a-3"), People.Warehouse, FailureCodes.Forbidden);
    }

    [Fact]
    public void A_case_that_rests_may_be_given_away_and_goes_on_resting()
    {
        var resting = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingReturn).Do(new Assign("a-2"), People.Lead);
        Assert.Equal((Departments.Service, false), (resting.State.Assignment!.Department, resting.State.Assignment.Active));
        resting.Do(new ShipReturn("SF", "SF-1"), People.Customer).Do(new ReportArrival(), People.Warehouse);
        Assert.Equal(("warehouse", null), (resting.State.Waiting!.Queue, resting.State.Assignment));

        var asked = Reach.Step(TicketKind.Complaint, TicketStep.AwaitingCustomer).Do(new Assign("a-2"), People.Lead);
        asked.Do(new CustomerMessage("The red one."), People.Customer);
        Assert.Equal(("a-2", true), (asked.State.Assignee, asked.State.Assignment!.Active));
    }

    [Theory]
    [InlineData(TicketStep.Completed)]
    [InlineData(TicketStep.Cancelled)]
    [InlineData(TicketStep.Closed)]
    public void What_is_over_is_given_to_nobody(TicketStep step)
    {
        var over = Reach.Step(TicketKind.Exchange, step);
        over.Refuses(new Assign("a-2"), People.Lead, FailureCodes.ActionNotPossible);
        over.Refuses(new Transfer(null, "a-2", "why"), People.Lead, FailureCodes.ActionNotPossible);
        over.Refuses(new Transfer("quality", null, "why"), People.Lead, FailureCodes.ActionNotPossible);
    }

    [Fact]
    public void A_transfer_to_a_queue_keeps_age_and_owner()
    {
        var moved = Held().Do(new Transfer("quality", null, "a series"), People.Agent);
        var waits = moved.State.Waiting!;
        Assert.Equal(("quality", "transfer", null, moved.State.Version), (waits.Queue, waits.Rule, waits.PolicyVersion, waits.Round));
        Assert.Equal((Samples.Start, moved.Now, "a-1"), (waits.Since, waits.EnteredAt, moved.State.Owner));
        Assert.Equal("a series", moved.Rows[^1].Events[1].Personal!.Text);
        moved.Do(new Transfer("quality", null, "a series"), People.Agent);
        Assert.IsType<Unchanged>(Assert.Single(moved.Rows[^1].Events));
    }

    [Fact]
    public void A_transfer_to_an_agent_is_an_assignment_with_a_reason()
    {
        var moved = Held().Do(new Transfer(null, "a-2", "speaks French"), People.Agent);
        Assert.Equal(("a-2", AssignmentMode.Transfer, "transfer"), (moved.State.Assignee, moved.State.Assignment!.Mode, moved.State.Assignment.Reason.Rule));
        Assert.Contains(Timeline.Of(moved, People.Lead), entry => entry.Text == "speaks French");
        Assert.DoesNotContain(Timeline.Of(moved, People.Customer), entry => entry.Text == "speaks French");
        moved.Do(new Transfer(null, "a-2", "speaks French"), People.Agent);
        Assert.IsType<Unchanged>(Assert.Single(moved.Rows[^1].Events));
    }

    [Fact]
    public void A_bad_transfer_is_refused()
    {
        var held = Held();
        held.Refuses(new Transfer(null, null, "why"), People.Agent, FailureCodes.InvalidValue);
        held.Refuses(new Transfer("quality", "a-2", "why"), People.Agent, FailureCodes.InvalidValue);
        held.Refuses(new Transfer("quality", null, " "), People.Agent, FailureCodes.InvalidValue);
        held.Refuses(new Transfer("no queue", null, "why"), People.Agent, FailureCodes.InvalidValue);
        Assert.Equal("/queueId", Assert.Single(held.Refuses(new Transfer("nowhere", null, "why"), People.Agent, FailureCodes.UnknownQueue).Errors).Pointer);
        Reach.Step(TicketKind.Complaint, TicketStep.AwaitingCustomer).Refuses(new Transfer("quality", null, "why"), People.Agent, FailureCodes.ActionNotPossible);
    }

    [Fact]
    public void A_release_goes_back_to_its_queue_with_its_age()
    {
        var released = Case.Opened(TicketKind.Complaint)
            .Do(new Transfer("quality", null, "a series"), People.Lead).GiveTo("a-1")
            .Do(new Release("not mine"), People.Agent);
        Assert.Equal(("quality", "release", Samples.Start), (released.State.Waiting!.Queue, released.State.Waiting.Rule, released.State.Waiting.Since));
        Assert.Equal("a-1", released.State.Owner);
        Assert.Equal([new LeftPlace("general", null, 2), new LeftPlace(null, "a-1", 4)], released.State.Left);
    }

    [Fact]
    public void A_release_into_a_removed_queue_is_routed_by_the_rules()
    {
        var held = Held();
        var queues = new QueueSet(BuiltInQueues.Document with { Queues = [.. BuiltInQueues.Document.Queues.Where(queue => queue.Id != "general")] });
        var decided = TicketDecider.Decide(held.State, new Release("not mine"), held.Context(People.Agent) with { Queues = queues });
        Assert.Equal("default", Assert.IsType<Queued>(decided.Value.Events[1]).Rule);
    }

    [Fact]
    public void A_release_while_the_customer_is_awaited_queues_it_when_he_answers()
    {
        var released = Reach.Step(TicketKind.Complaint, TicketStep.AwaitingCustomer).Do(new Release("on leave"), People.Agent);
        Assert.Equal((null, null), (released.State.Waiting, released.State.Assignment));
        released.Do(new CustomerMessage("The red one."), People.Customer);
        Assert.Equal(("general", "default"), (released.State.Waiting!.Queue, released.State.Waiting.Rule));
    }

    [Fact]
    public void Only_the_assignee_or_a_lead_releases()
    {
        var held = Held();
        Assert.Contains("a-1", held.Refuses(new Release("why"), People.Other(People.Agent, "a-2"), FailureCodes.ActionNotPossible).Detail, StringComparison.Ordinal);
        held.Refuses(new Release(""), People.Agent, FailureCodes.InvalidValue);
        held.Do(new Release("he is ill"), People.Lead).Refuses(new Release("again"), People.Lead, FailureCodes.ActionNotPossible);
    }
}
