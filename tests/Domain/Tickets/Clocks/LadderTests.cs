using System.Collections.Immutable;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Routing;
using AfterSales.Tickets;
using Xunit;
using static AfterSales.Tests.Domain.Tickets.Clocks.Promises;

namespace AfterSales.Tests.Domain.Tickets.Clocks;

/// <summary>What warnings and breaches do beside being recorded, and how urgent promises make a case.</summary>
public sealed class LadderTests
{
    private static readonly SlaDefinition Strict = Answer with { OnBreach = [LadderAction.Escalate, LadderAction.SupervisorQueue, LadderAction.NotifyLead] };

    [Fact]
    public void By_default_a_waiting_case_climbs_to_the_supervisors()
    {
        var waiting = Case.Opened(TicketKind.Complaint, policies: Under(Strict with { Warnings = SlaDefaults.Ladder }));
        var priority = waiting.State.Priority;
        waiting.WaitAndFire();
        Assert.Equal([LadderAction.NotifyOwner], waiting.WaitAndFire().Rows[^1].Events.OfType<SlaWarned>().Single().Actions);
        Assert.Equal($"raised {priority - 1}", waiting.WaitAndFire().Ledger()[1]);
        Assert.Equal(["broken answer", "escalated answer"], waiting.WaitAndFire().Ledger());
        Assert.Equal((BuiltInQueues.Supervisor, "escalation", Samples.Start), (waiting.State.Waiting!.Queue, waiting.State.Waiting.Rule, waiting.State.Waiting.Since));
        Assert.True(waiting.State.Escalated);
        Assert.Equal(1, waiting.State.Commands);
        Assert.Null(waiting.State.Owner);
    }

    [Fact]
    public void The_supervisors_queue_knows_what_the_case_needs()
    {
        var chinese = new SkillLevel("lang:zh", 3);
        var routing = new RoutingPolicy { Rules = [new() { Name = "all", Queue = BuiltInQueues.General, Skills = [chinese] }] };
        var waiting = Case.Opened(TicketKind.Complaint, policies: Under(Strict) with { Routing = new(1, routing) }).WaitAndFire();
        Assert.Equal(BuiltInQueues.Supervisor, waiting.State.Waiting!.Queue);
        Assert.Equal([chinese], waiting.State.Waiting.Skills);
    }

    [Fact]
    public void Twice_broken_it_is_escalated_once_and_stays_in_the_queue()
    {
        var second = Strict with { Name = "second", TargetSeconds = Seconds(2 * Hour, 2 * Hour, 2 * Hour, 2 * Hour) };
        var waiting = Case.Opened(TicketKind.Complaint, policies: Under(Strict, second)).WaitAndFire();
        var round = waiting.State.Waiting!.Round;
        Assert.Equal(["broken second"], waiting.WaitAndFire().Ledger());
        Assert.Equal(round, waiting.State.Waiting!.Round);
    }

    [Fact]
    public void A_case_that_somebody_has_stays_with_him()
    {
        var held = Case.Opened(TicketKind.Complaint, policies: Under(Strict)).GiveTo("a-1").WaitAndFire();
        Assert.Equal(["broken answer", "escalated answer"], held.Ledger());
        Assert.Equal(("a-1", null), (held.State.Assignee, held.State.Waiting));
    }

    [Fact]
    public void Other_departments_wait_in_their_own_queue_and_a_queue_that_is_gone_is_passed_over()
    {
        var receipt = Strict with { Start = In(TicketStep.AwaitingInspection) };
        Assert.Equal("warehouse", Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingInspection, Under(receipt)).WaitAndFire().State.Waiting!.Queue);
        var nowhere = PolicySet.Default with { Sla = new(1, new SlaPolicy { Definitions = [Strict], SupervisorQueue = "nobody" }) };
        Assert.Equal("general", Case.Opened(TicketKind.Complaint, policies: nowhere).WaitAndFire().State.Waiting!.Queue);
    }

    [Fact]
    public void Who_answers_late_takes_the_case_and_a_lead_hears_of_it()
    {
        var late = Case.Opened(TicketKind.Complaint, policies: Under(Strict)).Pass(TimeSpan.FromHours(2)).Do(new Reply("Sorry."), People.Agent);
        Assert.Equal(["broken answer", "kept answer", "escalated answer"], late.Ledger());
        Assert.Equal(("a-1", null), (late.State.Assignee, late.State.Waiting));
    }

    [Fact]
    public void A_case_that_is_over_needs_no_help()
    {
        var over = Case.Opened(TicketKind.Complaint, policies: Under(Strict)).Pass(TimeSpan.FromHours(2)).Do(new Cancel(), People.Customer);
        Assert.Equal(["broken answer"], over.Ledger());
        Assert.False(over.State.Escalated);
    }

    [Fact]
    public void The_highest_priority_is_not_raised()
    {
        var raising = Answer with { OnBreach = [LadderAction.RaisePriority] };
        var urgent = Case.Opened(TicketKind.Complaint, policies: Under(raising)).Do(new SetPriority(TicketPriority.P1, "smoke"), People.Agent).WaitAndFire();
        Assert.Equal(["broken answer"], urgent.Ledger());
    }

    [Fact]
    public void Waiting_work_is_as_urgent_as_its_nearest_promise()
    {
        var second = Answer with { Name = "second", Start = On("customer-wrote"), TargetSeconds = Seconds(600, 600, 600, 600) };
        var waiting = Case.Opened(TicketKind.Complaint, policies: Under(Answer, second));
        Assert.Equal((Samples.Start.AddHours(1), Samples.Start.AddHours(1)), (waiting.State.Waiting!.Due, waiting.Facts.Waiting!.Due));
        var before = waiting.State;
        waiting.Do(new CustomerMessage("Hello?"), People.Customer);
        Assert.Equal(waiting.Now.AddMinutes(10), waiting.Facts.Waiting!.Due);
        Assert.True(TicketRouting.Changed(before, waiting.State));
        Assert.DoesNotContain(waiting.Rows[^1].Events, stored => stored is IRoutingEvent);
    }

    [Fact]
    public void Promises_may_listen_to_queues_and_agents()
    {
        var taken = Answer with { Stop = On("assigned") };
        var waiting = Case.Opened(TicketKind.Complaint, policies: Under(taken)).GiveTo("a-1");
        Assert.Equal(["kept answer"], waiting.Ledger());
        var answered = Case.Opened(TicketKind.Complaint, policies: Under(taken)).Do(new Reply("Mine."), People.Agent);
        Assert.Equal(["kept answer"], answered.Ledger());
        var claimed = Case.Opened(TicketKind.Complaint, policies: Under(taken)).Do(new ClaimCase(), People.Agent);
        Assert.Equal(["kept answer"], claimed.Ledger());
    }
}
