using AfterSales.Deadlines;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class ExtensionTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly Case _waiting = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingReturn);

    [Fact]
    public void An_extension_puts_a_deadline_off_once()
    {
        var (before, extension) = (_waiting.State.Deadline!.At, Extensions.Of(_waiting, Week));
        Assert.True(Extend(extension));
        Assert.False(Extend(extension));
        Assert.Equal(before + Week, _waiting.State.Deadline!.At);
        Assert.True(_waiting.View(People.Customer).Deadline!.Extended);
        _waiting.Until(before);
        Assert.DoesNotContain(_waiting.Due(), stored => stored is DeadlineExpired);
        _waiting.Silent();
        Assert.Equal(TicketStep.Closed, _waiting.State.Step);
    }

    [Fact]
    public void Only_what_it_names_and_what_ran_when_it_was_asked_for_is_put_off()
    {
        var extension = Extensions.Of(_waiting, Week);
        Assert.False(Extend(extension with { Rule = "customer-offer" }));
        Assert.False(Extend(extension with { Kinds = [TicketKind.Exchange, TicketKind.Repair] }));
        Assert.False(Extend(extension with { By = TimeSpan.Zero }));
        Assert.False(Extend(extension with { By = -Week }));
        Assert.False(Extend(extension with { RequestedAt = _waiting.State.Deadline!.SetAt.AddTicks(-1) }));
        Assert.True(Extend(extension with { Kinds = [TicketKind.ReturnRefund], RequestedAt = _waiting.State.Deadline!.SetAt }));
    }

    [Fact]
    public void One_deadline_takes_twenty_extensions()
    {
        Assert.All(Enumerable.Range(1, 20), number => Assert.True(Extend(Extensions.Of(_waiting, TimeSpan.FromHours(1), number))));
        Assert.False(Extend(Extensions.Of(_waiting, Week, 21)));
    }

    [Fact]
    public void An_undone_extension_is_gone_for_good()
    {
        var (before, extension) = (_waiting.State.Deadline!.At, Extensions.Of(_waiting, Week));
        Assert.False(Undo(extension.Id));
        Extend(extension);
        Assert.True(Undo(extension.Id));
        Assert.Equal(before, _waiting.State.Deadline!.At);
        Assert.Null(_waiting.View(People.Customer).Deadline!.Extended);
        Assert.False(Undo(extension.Id));
        Assert.False(Extend(extension));
    }

    [Fact]
    public void An_undo_leaves_an_hour_and_never_adds_one()
    {
        var extension = Extensions.Of(_waiting, Week);
        Extend(extension);
        var other = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingReturn);
        Run(other, extension);

        _waiting.Pass(TimeSpan.FromDays(10));
        Assert.True(Undo(extension.Id));
        Assert.Equal(_waiting.Now.AddHours(1), _waiting.State.Deadline!.At);

        var nearly = other.State.Deadline!.At;
        other.Until(nearly.AddMinutes(-10));
        Assert.True(other.Route((state, context) => ExtensionDecider.Undo(state, extension.Id, context)));
        Assert.Equal(nearly, other.State.Deadline!.At);
    }

    [Fact]
    public void The_next_step_knows_nothing_of_it()
    {
        Extend(Extensions.Of(_waiting, Week));
        _waiting.Do(new ShipReturn("SF", "SF-1"), People.Customer);
        Assert.Empty(_waiting.State.Deadline!.Extensions);
        Assert.Null(_waiting.View(People.Lead).Deadline!.Extended);
    }

    [Fact]
    public void A_customer_given_more_time_may_dispute_until_then()
    {
        var rejected = Reach.Step(TicketKind.RefundOnly, TicketStep.Rejected);
        Run(rejected, Extensions.Of(rejected, Week));
        rejected.Until(rejected.State.Deadline!.At);
        Assert.True(rejected.Decide(new Dispute("I was away."), People.Customer).Succeeded);
        rejected.Pass(TimeSpan.FromTicks(1)).Refuses(new Dispute("Away."), People.Customer, FailureCodes.ActionNotPossible);
    }

    private bool Extend(DeadlineExtension extension) => Run(_waiting, extension);

    private bool Undo(Guid id) => _waiting.Route((state, context) => ExtensionDecider.Undo(state, id, context));

    private static bool Run(Case waiting, DeadlineExtension extension) => waiting.Route((state, context) => ExtensionDecider.Extend(state, extension, context));
}
