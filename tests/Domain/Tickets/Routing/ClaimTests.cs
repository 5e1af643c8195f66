using AfterSales.Routing;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Claim, implicit taking and first-owner responsibility.</summary>
public sealed class ClaimTests
{
    private static readonly Caller Second = People.Other(People.Agent, "a-2");

    [Fact]
    public void A_claim_takes_a_waiting_case_with_its_reason()
    {
        var claimed = Case.Opened(TicketKind.Complaint).Do(new ClaimCase(), People.Agent);
        var held = claimed.State.Assignment!;
        Assert.Equal(("a-1", "general", Departments.Service, 20, true, AssignmentMode.Claim), (held.Agent, held.Queue, held.Department, held.Units, held.Active, held.Mode));
        Assert.Equal((claimed.Now, Samples.Start, "claim", false), (held.At, held.Since, held.Reason.Rule, held.Acted));
        Assert.Equal(new LeftPlace("general", null, 2), Assert.Single(claimed.State.Left));
        Assert.Equal("a-1", claimed.State.Owner);
    }

    [Fact]
    public void A_claim_of_what_the_caller_holds_changes_nothing()
    {
        var claimed = Case.Opened(TicketKind.Complaint).Do(new ClaimCase(), People.Agent);
        var before = claimed.State.Assignment;
        claimed.Do(new ClaimCase(), People.Agent);
        Assert.IsType<Unchanged>(Assert.Single(claimed.Rows[^1].Events));
        Assert.Same(before, claimed.State.Assignment);
    }

    [Fact]
    public void Of_two_claims_the_second_is_told_who_was_faster()
    {
        var claimed = Case.Opened(TicketKind.Complaint).Do(new ClaimCase(), People.Agent);
        Assert.Contains("a-1", claimed.Refuses(new ClaimCase(), Second, FailureCodes.ActionNotPossible).Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("claim", claimed.View(Second).AllowedActions);
    }

    [Theory]
    [InlineData(TicketStep.AwaitingReturn)]
    [InlineData(TicketStep.ReturnInTransit)]
    [InlineData(TicketStep.AwaitingCustomer)]
    [InlineData(TicketStep.Completed)]
    [InlineData(TicketStep.Cancelled)]
    public void Nothing_is_claimed_while_nobody_of_ours_has_to_act(TicketStep step) =>
        Reach.Step(TicketKind.ReturnRefund, step).Refuses(new ClaimCase(), Second, FailureCodes.ActionNotPossible);

    [Fact]
    public void Departments_claim_their_work_and_own_nothing()
    {
        var claimed = Case.Opened(TicketKind.Reship, People.Integration).Do(new Approve(), Caller.System).Do(new ClaimCase(), People.Warehouse);
        Assert.Equal((People.Warehouse.Subject, Departments.Warehouse, null), (claimed.State.Assignee, claimed.State.Assignment!.Department, claimed.State.Owner));
    }

    public static TheoryData<string, bool> Answers => new() { { "request-info", false }, { "reply", true }, { "counter-offer", false } };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Whoever_answers_a_waiting_customer_takes_the_case(string action, bool active)
    {
        var answered = Case.Opened(TicketKind.ReturnRefund);
        answered.Do(Commands.Of(action, answered.State), People.Agent);
        var held = answered.State.Assignment!;
        Assert.Equal(("a-1", AssignmentMode.Claim, "acted", true, active), (held.Agent, held.Mode, held.Reason.Rule, held.Acted, held.Active));
        Assert.Null(answered.State.Waiting);
    }

    [Fact]
    public void An_answer_to_somebody_elses_case_leaves_it_with_him()
    {
        var held = Case.Opened(TicketKind.Complaint).GiveTo("a-1").Do(new Reply("He is ill."), Second);
        Assert.Equal(("a-1", false), (held.State.Assignee, held.State.Assignment!.Acted));

        var warehouse = Reach.Step(TicketKind.Reship, TicketStep.AwaitingReplacement).Do(new Reply("On its way."), People.Warehouse).Do(new Reply("Soon."), People.Agent);
        Assert.Equal("warehouse", warehouse.State.Waiting!.Queue);
    }

    [Fact]
    public void The_first_action_of_the_assignee_is_remembered_and_told()
    {
        var given = Case.Opened(TicketKind.Complaint).GiveTo("a-1");
        var before = given.State;
        given.Do(new AddTag("leak"), Second);
        Assert.False(given.State.Assignment!.Acted);
        Assert.False(TicketRouting.Changed(before, given.State));
        given.Do(new AddTag("leak"), People.Agent).Do(new Note("looking"), People.Agent);
        Assert.True(given.State.Assignment!.Acted);
        Assert.True(TicketRouting.Changed(before, given.State));
    }

    [Fact]
    public void The_first_agent_stays_accountable_through_every_hand()
    {
        var moved = Case.Opened(TicketKind.Complaint).GiveTo("a-1")
            .Do(new Transfer(null, "a-2", "speaks French"), People.Lead)
            .Do(new Transfer("quality", null, "a series"), Second)
            .GiveTo("q-1");
        Assert.Equal(("a-1", "q-1"), (moved.State.Owner, moved.State.Assignee));
    }

    [Fact]
    public void A_lead_who_gives_a_case_away_does_not_own_it()
    {
        var given = Case.Opened(TicketKind.Complaint).Do(new Assign("a-5"), People.Lead);
        Assert.Equal(("a-5", "a-5", "manual"), (given.State.Owner, given.State.Assignee, given.State.Assignment!.Reason.Rule));
    }
}
