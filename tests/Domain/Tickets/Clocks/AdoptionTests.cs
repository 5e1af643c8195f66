using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets.Clocks;

/// <summary>Cases from before there were promises get those that would run now, from now on.</summary>
public sealed class AdoptionTests
{
    [Theory]
    [InlineData(TicketKind.Complaint, TicketStep.UnderReview, "+ first-response review resolution legal-answer")]
    [InlineData(TicketKind.Complaint, TicketStep.InDialogue, "+ resolution")]
    [InlineData(TicketKind.Complaint, TicketStep.AwaitingCustomer, "+ review resolution legal-answer|paused review resolution")]
    [InlineData(TicketKind.ReturnRefund, TicketStep.AwaitingReturn, "+ resolution|paused resolution")]
    [InlineData(TicketKind.ReturnRefund, TicketStep.AwaitingInspection, "+ warehouse-receipt resolution legal-refund")]
    [InlineData(TicketKind.ReturnRefund, TicketStep.AwaitingRefund, "+ refund resolution legal-refund")]
    [InlineData(TicketKind.Complaint, TicketStep.Resolved, "")]
    [InlineData(TicketKind.Exchange, TicketStep.InDispute, "+ resolution")]
    public void An_old_case_gets_the_promises_of_its_step(TicketKind kind, TicketStep step, string ledger)
    {
        var old = Unpromised(Reach.Step(kind, step));
        Assert.Equal(old.State.CreatedAt, DueDecider.Next(old.State));
        old.Pass(TimeSpan.FromDays(30));
        Assert.True(old.Fire());
        Assert.IsType<PromisesAdopted>(old.Rows[^1].Events[0]);
        Assert.Equal(ledger, string.Join("|", old.Ledger()));
        Assert.All(old.State.Clocks, clock => Assert.Equal(TimeSpan.Zero, clock.Consumed));
        Assert.False(old.State.Breached);
        Assert.True(DueDecider.Next(old.State) is not { } next || next > old.Now);
    }

    [Fact]
    public void A_command_on_an_old_case_writes_nothing_that_an_older_process_could_not_read()
    {
        var old = Unpromised(Case.Opened(TicketKind.Complaint)).Do(new CustomerMessage("Hello?"), People.Customer);
        Assert.All(old.Rows, row => Assert.DoesNotContain(row.Events, stored => stored is IPromiseEvent));
        old.Pass(TimeSpan.FromMinutes(1)).Fire();
        Assert.Equal(["+ first-response review resolution legal-answer"], old.Ledger());
    }

    [Fact]
    public void A_customer_who_wrote_again_waits_for_the_next_answer_and_not_for_the_first()
    {
        var moved = Unpromised(Reach.Step(TicketKind.Complaint, TicketStep.InDialogue).Do(new CustomerMessage("And?"), People.Customer));
        Assert.True(moved.Fire());
        Assert.Equal(["+ next-reply resolution"], moved.Ledger());

        var answered = Unpromised(Case.Opened(TicketKind.Complaint).Do(new Reply("We look."), People.Agent).Do(new CustomerMessage("And?"), People.Customer));
        Assert.True(answered.Fire());
        Assert.Equal(["+ next-reply review resolution legal-answer"], answered.Ledger());
    }

    [Fact]
    public void Who_was_never_answered_waits_for_the_first_answer()
    {
        var called = Unpromised(Case.Opened(TicketKind.Complaint, by: People.Agent, change: open => open with { CustomerId = "c-1", Channel = Channel.Phone }));
        Assert.Equal("a-1", called.State.Owner);
        Assert.True(called.Fire());
        Assert.Equal(["+ first-response review resolution legal-answer"], called.Ledger());
    }

    [Fact]
    public void A_refund_without_goods_is_not_promised_by_their_receipt()
    {
        var owed = Unpromised(Reach.Step(TicketKind.RefundOnly, TicketStep.AwaitingRefund));
        Assert.True(owed.Fire());
        Assert.Equal(["+ refund resolution"], owed.Ledger());
    }

    /// <summary>The same case as the code before promises stored it.</summary>
    private static Case Unpromised(Case known)
    {
        var old = new Case();
        foreach (var (stamp, events) in known.Rows)
        {
            old.Until(stamp.At).Append(
                [.. events.Where(stored => stored is not IPromiseEvent).Select(stored => stored is Opened opened ? opened with { Promised = false } : stored)],
                People.All.FirstOrDefault(caller => caller.Subject == stamp.Actor) ?? Caller.System);
        }

        Assert.Empty(old.State.Clocks);
        return old;
    }
}
