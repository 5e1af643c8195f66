using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Other words about a waiting case are another question to the rules, unless a person chose the queue.</summary>
public sealed class LabelRoutingTests
{
    [Fact]
    public void Another_category_sends_a_waiting_case_to_the_queue_it_means_with_its_age()
    {
        var moved = Case.Opened(TicketKind.Complaint).Do(new SetCategory(TicketCategory.Logistics), People.Agent);
        var waits = moved.State.Waiting!;
        Assert.Equal(("logistics", "logistics-dialogue", 2, Samples.Start, moved.Now), (waits.Queue, waits.Rule, waits.Round, waits.Since, waits.EnteredAt));
        Assert.Equal("general", Assert.Single(moved.State.Left).Queue);

        moved.Do(new SetCategory(TicketCategory.Quality), People.Agent);
        Assert.Equal("general", moved.State.Waiting!.Queue);
        Assert.Equal("logistics", Assert.Single(moved.State.Left).Queue);
    }

    [Fact]
    public void Another_priority_is_another_promise_in_the_same_round()
    {
        var waiting = Case.Opened(TicketKind.Exchange);
        var before = waiting.State.Waiting!;
        waiting.Do(new SetPriority(TicketPriority.P1, "he called"), People.Agent);
        Assert.Equal(before, waiting.State.Waiting);
        Assert.Equal(Samples.Start.AddMinutes(5), waiting.Facts.Waiting!.Due);
        Assert.True(TicketRouting.Changed(waiting.State with { Priority = TicketPriority.P2 }, waiting.State));
        Assert.Equal(TicketPriority.P1, waiting.Facts.Waiting!.Priority);
    }

    [Fact]
    public void Where_a_person_put_it_it_stays()
    {
        var put = Case.Opened(TicketKind.Complaint).Do(new Transfer("quality", null, "looks like a series"), People.Agent);
        put.Do(new SetCategory(TicketCategory.Logistics), People.Agent);
        Assert.Equal(("quality", "transfer"), (put.State.Waiting!.Queue, put.State.Waiting.Rule));
        put.Do(new SetPriority(TicketPriority.P2, "a series"), People.Agent);
        Assert.Equal(("quality", Samples.Start.AddMinutes(15)), (put.State.Waiting!.Queue, put.Facts.Waiting!.Due));
    }

    [Fact]
    public void An_assigned_case_stays_with_its_agent()
    {
        var held = Case.Opened(TicketKind.Complaint).GiveTo("a-1").Do(new SetCategory(TicketCategory.Logistics), People.Lead);
        Assert.Equal(("a-1", true), (held.State.Assignee, held.State.Assignment!.Active));
    }

    [Fact]
    public void A_note_costs_nothing()
    {
        var waiting = Case.Opened(TicketKind.Complaint);
        var before = waiting.State;
        waiting.Do(new Note("seen"), People.Warehouse);
        Assert.Single(waiting.Rows[^1].Events);
        Assert.False(TicketRouting.Changed(before, waiting.State));
    }
}
