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
