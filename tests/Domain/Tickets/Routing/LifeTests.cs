using AfterSales.Routing;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>The whole life of every kind: who has the case at each step.</summary>
public sealed class LifeTests
{
    public static TheoryData<TicketKind> Kinds => [.. Enum.GetValues<TicketKind>()];

    public static TheoryData<TicketKind, TicketStep> Steps => MatrixTests.Steps;

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_case_that_nobody_has_waits_exactly_where_its_step_says(TicketKind kind, TicketStep step)
    {
        var reached = Reach.Step(kind, step).State;
        var expected = reached.Assignment is null ? DepartmentTable.Of(reached) : null;
        Assert.Equal(expected, reached.Waiting is { } waits ? (waits.Queue, waits.Department) : null);
        Assert.Equal(step is TicketStep.AwaitingCustomer or TicketStep.CounterOffered, reached.Assignment is { Active: false, Agent: "a-1" });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_assignee_works_on_his_departments_steps_and_rests_while_others_are_awaited(TicketKind kind)
    {
        var moving = Case.Opened(kind);
        foreach (var next in TicketPaths.Path(kind).Skip(1))
        {
            if (moving.State.Waiting is { } waits)
            {
                moving.GiveTo($"{waits.Department}-7");
            }

            var before = moving.State.Assignment;
            Reach.Along(moving, next);
            AssertFollowed(before, moving.State);
        }

        Assert.Equal(TicketStep.Completed, moving.State.Step);
        Assert.Null(moving.Facts.Assigned);
        Assert.Null(moving.Facts.Waiting);
        Assert.Equal("service-7", moving.State.Owner);
    }

    [Fact]
    public void A_received_repair_is_the_workshops_until_other_goods_arrive()
    {
        var repaired = Reach.Step(TicketKind.Repair, TicketStep.AwaitingInspection);
        Assert.Equal("warehouse", repaired.State.Waiting!.Queue);
        repaired.GiveTo("w-1").Do(new ConfirmReceipt(Samples.Received(2)), People.Warehouse);
        Assert.Equal("workshop", repaired.State.Waiting!.Queue);
        Assert.Equal([new LeftPlace("general", null, 2), new LeftPlace("warehouse", null, 5), new LeftPlace(null, "w-1", 6)], repaired.State.Left);

        var again = Reach.Step(TicketKind.Repair, TicketStep.AwaitingInspection).Do(new ConfirmReceipt(Samples.Received(0)), People.Warehouse);
        again.Do(new Approve(), People.Agent).Do(new ShipReturn("SF", "SF-9"), People.Customer).Do(new ReportArrival(), People.Warehouse);
        Assert.Equal("warehouse", again.State.Waiting!.Queue);
    }

    [Fact]
    public void A_customer_who_answers_brings_the_case_back_to_whoever_asked()
    {
        var asked = Case.Opened(TicketKind.Complaint).GiveTo("a-1").Do(new RequestInfo("Which?"), People.Agent);
        Assert.False(asked.State.Assignment!.Active);
        asked.Do(new CustomerMessage("The red one."), People.Customer);
        Assert.True(asked.State.Assignment!.Active);
        Assert.Equal("a-1", asked.State.Assignee);
    }

    [Fact]
    public void What_policy_decides_at_opening_goes_straight_to_the_next_department()
    {
        var refunded = Case.Opened(TicketKind.RefundOnly, claim: Samples.Claim(AfterSales.Orders.OrderProgress.NotShipped));
        Assert.Equal((TicketStep.AwaitingRefund, "finance"), (refunded.State.Step, refunded.State.Waiting!.Queue));
        Assert.Equal(1, refunded.State.Waiting.Round);

        var returned = Case.Opened(TicketKind.ReturnRefund, claim: Samples.Claim() with { NoReasonReturn = true });
        Assert.Equal((TicketStep.AwaitingReturn, null, null), (returned.State.Step, returned.State.Waiting, returned.State.Assignment));
    }

    [Fact]
    public void Goods_of_a_lost_dispute_are_the_warehouses()
    {
        var lost = Reach.Step(TicketKind.Exchange, TicketStep.AwaitingInspection)
            .Do(new Reject("used"), People.Warehouse)
            .Do(new Dispute("not by me"), People.Customer)
            .GiveTo("j-1")
            .Do(new DecideDispute(DisputeOutcome.Shop, "It was."), People.Arbitrator);
        Assert.Equal((TicketStep.Closed, "warehouse"), (lost.State.Step, lost.State.Waiting?.Queue));
        Assert.Null(lost.Do(new ShipBack("SF", "SF-3"), People.Warehouse).State.Waiting);
    }

    private static void AssertFollowed(TicketAssignment? before, TicketState after)
    {
        var expected = DepartmentTable.Of(after);
        if (expected is null)
        {
            Assert.Null(after.Waiting);
            Assert.Equal(after.IsTerminal ? null : before?.Id, after.Assignment?.Id);
            Assert.False(after.Assignment is { Active: true });
        }
        else if (expected.Value.Department == before?.Department)
        {
            Assert.Equal((before.Id, true, null), (after.Assignment!.Id, after.Assignment.Active, after.Waiting));
        }
        else
        {
            Assert.Equal((expected.Value.Queue, null), (after.Waiting!.Queue, after.Assignment));
            Assert.Equal(after.Version, after.Waiting.Round);
        }
    }
}
