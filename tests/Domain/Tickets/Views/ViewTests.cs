using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class ViewTests
{
    private static Case Worked() => Reach.Step(TicketKind.ReturnRefund, TicketStep.ReturnInTransit)
        .Do(new AddTag("vip"), People.Agent)
        .Do(new LinkDuplicate(Guid.AllBitsSet), People.Agent)
        .Do(new Note("Be careful."), People.Agent);

    [Fact]
    public void Customers_see_no_internal_field()
    {
        var view = Worked().View(People.Customer);
        Assert.Null(view.Tags);
        Assert.Null(view.Owner);
        Assert.Null(view.Assignee);
        Assert.Null(view.Queue);
        Assert.Null(view.Queued);
        Assert.Null(view.Assignment);
        Assert.Null(view.DuplicateOf);
        Assert.Null(view.Escalated);
    }

    [Fact]
    public void Staff_sees_them()
    {
        var view = Worked().View(People.Warehouse);
        Assert.Equal(["vip"], view.Tags!.Value);
        Assert.Equal(("a-1", null, Guid.AllBitsSet), (view.Owner, view.Assignee, view.DuplicateOf));
    }

    [Fact]
    public void A_view_shows_the_case()
    {
        var view = Worked().View(People.Customer, "zh-CN");
        Assert.Equal((TicketKind.ReturnRefund, TicketStep.ReturnInTransit, TicketStage.ReturnInTransit, "退货中"), (view.Kind, view.Step, view.Stage, view.StageLabel));
        Assert.Equal(("c-1", "o-1", "Kettle leaks", "It leaks from below."), (view.CustomerId, view.OrderId, view.Subject, view.Description));
        Assert.Equal(new TicketLineView("1", "kettle-9", "Kettle", 2, Samples.Yuan(Samples.Value)), Assert.Single(view.Lines));
        Assert.Equal(("SF", "SF-1"), (view.ReturnParcel!.Carrier, view.ReturnParcel.TrackingNumber));
        Assert.Equal(TicketNumber.Of(Samples.TicketId), view.Number);
        Assert.Equal((6, Samples.Start), (view.Version, view.CreatedAt));
        Assert.Equal(["customer-message"], view.AllowedActions);
    }

    [Fact]
    public void A_case_is_seen_by_its_customer_and_by_staff()
    {
        var state = Worked().State;
        Assert.All(People.All, caller => Assert.True(TicketVisibility.CanSee(state, caller)));
        Assert.False(TicketVisibility.CanSee(state, People.Stranger));
        Assert.True(TicketVisibility.CanSee(state, new Caller("shop", "c-2", Roles.Customer | Roles.Agent)));
        Assert.False(TicketVisibility.CanSee(state, new Caller("shop", "c-1", Roles.None)));
        Assert.False(TicketVisibility.CanSee(TicketState.None, People.Lead));
    }

    [Fact]
    public void The_read_model_is_told_what_lists_and_guards_need()
    {
        var paid = Reach.Step(TicketKind.ReturnRefund, TicketStep.Completed);
        var row = TicketProjection.ToRow(Samples.TicketId, paid.State, paid.State.Version)!;
        Assert.Equal(["SF-1"], row.TrackingNumbers);
        Assert.Equal((TicketStep.Completed, "Kettle leaks", "a-1"), (row.Summary.Step, row.Summary.Subject, row.Summary.Owner));
        Assert.Equal((true, Samples.Value, paid.State.Version), (row.Facts.Settled, row.Facts.Refunded, row.Facts.Version));

        paid.Do(new Reopen("No money came."), People.Customer);
        Assert.False(TicketProjection.ToRow(Samples.TicketId, paid.State, paid.State.Version)!.Facts.Settled);
    }
}
