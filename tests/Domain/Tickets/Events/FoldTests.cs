using AfterSales.Routing;
using AfterSales.Streams;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class FoldTests
{
    private static EventStamp Stamp(int seq) => new(seq, Samples.Start.AddMinutes(seq), "system", Guid.Empty);

    [Fact]
    public void A_snapshot_goes_on_like_the_state_it_was_taken_from()
    {
        var folded = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingInspection);
        var snapshot = Replay.ThroughSnapshot(folded.State);
        var seen = folded.Rows.Count;
        Reach.Along(folded, TicketStep.Completed).Do(new Rate(4, "fine"), People.Customer);
        Assert.Equal(Replay.Snapshot(folded.State), Replay.Snapshot(Replay.Of(folded, from: snapshot, after: seen)));
    }

    [Fact]
    public void A_snapshot_has_no_personal_text_and_gets_it_back_from_the_first_row()
    {
        var opened = Case.Opened(TicketKind.Exchange);
        var snapshot = Replay.Snapshot(opened.State);
        Assert.DoesNotContain("leaks", snapshot, StringComparison.OrdinalIgnoreCase);
        var restored = Replay.ThroughSnapshot(opened.State).RestorePersonal(opened.Rows[0].Events[0].Personal);
        Assert.Equal("Kettle leaks", restored.Subject);
        Assert.Equal("It leaks from below.", restored.Description);
    }

    [Fact]
    public void A_voided_opening_is_no_case_and_can_be_opened_anew()
    {
        var voided = TicketFold.Apply(TicketState.None, new OpeningVoided { By = Roles.System }, Stamp(1));
        Assert.True(voided.IsVoid);
        Assert.False(voided.IsOpened);
        Assert.Equal(1, voided.Version);
        Assert.Null(TicketProjection.ToRow(Samples.TicketId, voided, 1));

        var opened = TicketFold.Apply(voided, Case.Opened(TicketKind.Repair).Rows[0].Events[0], Stamp(2));
        Assert.True(opened.IsOpened);
        Assert.Equal(2, opened.Version);
        Assert.Equal(TicketStep.UnderReview, opened.Step);
    }

    [Fact]
    public void A_voided_reopening_changes_nothing_but_the_version()
    {
        var ended = Reach.Along(Case.Opened(TicketKind.RefundOnly), TicketStep.Completed).State;
        var fenced = TicketFold.Apply(ended, new ReopenVoided { By = Roles.System }, Stamp(99));
        Assert.Equal(Replay.Snapshot(ended with { Version = 99 }), Replay.Snapshot(fenced));
    }

    /// <summary>Symptom: a case that queues and agents passed on a thousand times could not be answered any more.</summary>
    [Fact]
    public void What_queues_and_agents_do_by_themselves_is_no_command()
    {
        var moved = Case.Opened(TicketKind.Complaint);
        for (var i = 0; i < 10; i++)
        {
            moved.GiveTo("a-1");
            moved.Route((state, context) => RoutingDecider.Return(state, state.Assignment!.Id, ReturnReason.AgentAway, context));
            moved.Route((state, _) => RoutingDecider.Void(state, Guid.NewGuid(), state.Waiting!.Round));
        }

        Assert.Equal((31, 1), (moved.State.Version, moved.State.Commands));
        moved.Do(new Assign("a-1"), People.Lead).Do(new Transfer("quality", null, "a series"), People.Lead).Do(new ClaimCase(), People.Agent)
            .Do(new Release("why"), People.Agent).Do(new Reply("On it."), People.Agent).Do(new Approve(), People.Agent);
        Assert.Equal((37, 7), (moved.State.Version, moved.State.Commands));
    }

    [Fact]
    public void The_first_agent_stays_owner_and_the_one_who_has_the_case_is_assignee()
    {
        var owned = Case.Opened(TicketKind.Complaint)
            .Do(new CustomerMessage("Hello?"), People.Customer)
            .Do(new Note("seen"), People.Warehouse)
            .Do(new Reply("On it."), People.Agent)
            .Do(new Approve(), People.Lead);
        Assert.Equal(("a-1", "a-1"), (owned.State.Owner, owned.State.Assignee));
        owned.Do(new Assign("a-2"), People.Lead);
        Assert.Equal(("a-1", "a-2"), (owned.State.Owner, owned.State.Assignee));
    }

    [Fact]
    public void A_case_asked_for_ever_does_not_grow_for_ever()
    {
        var asked = Case.Opened(TicketKind.Consultation);
        for (var i = 0; i < 200; i++)
        {
            asked.Do(new RequestInfo("And?"), People.Agent).Do(new CustomerMessage("Well."), People.Customer);
        }

        Assert.Equal(64, asked.State.Passed.Length);
        Assert.Equal(new PassedStep(TicketStep.UnderReview, Samples.Start), asked.State.Passed[0]);
        Assert.Equal(asked.Now, asked.State.StepSince);
    }
}
