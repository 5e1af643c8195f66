using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class GoodsTests
{
    [Theory]
    [InlineData(TicketKind.ReturnRefund, 1, 0, TicketStep.AwaitingRefund)]
    [InlineData(TicketKind.ReturnRefund, 2, 1, TicketStep.AwaitingRefund)]
    [InlineData(TicketKind.Exchange, 1, 1, TicketStep.AwaitingReplacement)]
    [InlineData(TicketKind.Repair, 1, 0, TicketStep.InRepair)]
    public void Less_or_damaged_goods_lead_back_to_an_agent_and_on_from_there(TicketKind kind, int received, int damaged, TicketStep next)
    {
        var inspected = Reach.Step(kind, TicketStep.AwaitingInspection).Do(new ConfirmReceipt(Samples.Received(received, damaged)), People.Warehouse);
        Assert.Equal(TicketStep.UnderReview, inspected.State.Step);
        Assert.True(inspected.State.GoodsHere);
        Assert.Equal(received, Assert.Single(inspected.State.Receipt!.Lines).Received);
        Assert.Equal(next, inspected.Do(new Approve(), People.Agent).State.Step);
    }

    [Fact]
    public void An_empty_parcel_means_the_goods_are_still_to_come()
    {
        var empty = Reach.Step(TicketKind.ReturnRefund, TicketStep.ReturnInTransit).Do(new ConfirmReceipt(Samples.Received(0)), People.Warehouse);
        Assert.Equal(TicketStep.UnderReview, empty.State.Step);
        Assert.False(empty.State.GoodsHere);
        Assert.Equal(TicketStep.AwaitingReturn, empty.Do(new Approve(), People.Agent).State.Step);
    }

    [Fact]
    public void After_a_short_receipt_the_approval_can_only_be_lowered()
    {
        var shorted = Reach.Step(TicketKind.ReturnRefund, TicketStep.UnderReview).Do(new Approve(Samples.Yuan(8_000)), People.Agent);
        Reach.Along(shorted, TicketStep.AwaitingInspection).Do(new ConfirmReceipt(Samples.Received(1)), People.Warehouse);
        shorted.Refuses(new Approve(Samples.Yuan(8_001)), People.Lead, FailureCodes.AmountExceeded);
        Assert.Equal(Samples.Yuan(4_000), shorted.Do(new Approve(Samples.Yuan(4_000)), People.Agent).State.Approved);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public void Damaged_goods_are_what_a_repair_is_for(int damaged)
    {
        var inspected = Reach.Step(TicketKind.Repair, TicketStep.ReturnInTransit).Do(new ConfirmReceipt(Samples.Received(2, damaged)), People.Warehouse);
        Assert.Equal(TicketStep.AwaitingInspection, inspected.State.Step);
        var outcome = inspected.Decide(new ConfirmReceipt(Samples.Received(2, damaged)), People.Warehouse);
        Assert.IsType<Unchanged>(Assert.Single(outcome.Value));
    }

    [Theory]
    [InlineData(3, 0, 0, "/lines/0/received")]
    [InlineData(-1, 0, 0, "/lines/0/received")]
    [InlineData(1, 2, 0, "/lines/0/damaged")]
    [InlineData(2, -1, 0, "/lines/0/damaged")]
    [InlineData(2, 1, 2, "/lines/0/resellable")]
    [InlineData(2, 0, -1, "/lines/0/resellable")]
    public void Counts_that_cannot_be_are_refused(int received, int damaged, int resellable, string pointer)
    {
        var inspected = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingInspection);
        var failure = inspected.Refuses(new ConfirmReceipt([new ReceivedLine("1", received, damaged, resellable)]), People.Warehouse, FailureCodes.InvalidValue);
        Assert.Contains(pointer, failure.Errors.Select(error => error.Pointer));
    }

    [Fact]
    public void Every_line_of_the_case_must_be_named_once()
    {
        var inspected = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingInspection);
        inspected.Refuses(new ConfirmReceipt([]), People.Warehouse, FailureCodes.InvalidValue);
        inspected.Refuses(new ConfirmReceipt(default), People.Warehouse, FailureCodes.InvalidValue);
        inspected.Refuses(new ConfirmReceipt([.. Samples.Received(1), .. Samples.Received(1)]), People.Warehouse, FailureCodes.InvalidValue);
        inspected.Refuses(new ConfirmReceipt([new ReceivedLine("9", 1, 0, 0)]), People.Warehouse, FailureCodes.UnknownLine);
    }

    [Theory]
    [InlineData("", "SF-1")]
    [InlineData("SF", "")]
    [InlineData("SF", "has blank")]
    [InlineData("two\nlines", "SF-1")]
    public void A_parcel_has_a_carrier_and_a_tracking_number(string carrier, string trackingNumber) =>
        Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingReturn).Refuses(new ShipReturn(carrier, trackingNumber), People.Customer, FailureCodes.InvalidValue);

    [Fact]
    public void A_delivery_is_reported_once_and_may_be_corrected()
    {
        var sent = Reach.Step(TicketKind.Reship, TicketStep.ReplacementInTransit);
        sent.Refuses(new ReportDelivery(sent.Now.AddMinutes(1)), People.Logistics, FailureCodes.InvalidValue);
        sent.Refuses(new ReportDelivery(sent.State.StepSince.AddMinutes(-1)), People.Logistics, FailureCodes.InvalidValue);
        sent.Do(new ReportDelivery(), People.Logistics);
        var reported = sent.Now;
        Assert.Equal(reported, sent.Do(new ReportDelivery(), Caller.System).View(People.Customer).OutboundParcel!.DeliveredAt);
        Assert.Equal(reported.AddMinutes(-1), sent.Do(new ReportDelivery(reported.AddMinutes(-1)), People.Integration).State.DeliveredAt);
        Assert.Equal(TicketStep.ReplacementInTransit, sent.State.Step);
    }

    [Fact]
    public void Rejected_goods_go_back_and_the_case_closes()
    {
        var rejected = Reach.Step(TicketKind.Exchange, TicketStep.AwaitingInspection).Do(new Reject("worn"), People.Warehouse);
        Assert.False(rejected.State.IsSettled);
        rejected.Do(new ShipBack("SF", "SF-9"), People.Warehouse).Do(new ConfirmDelivery(), People.Customer);
        Assert.Equal((TicketStep.Closed, ClosedHow.GoodsReturned), (rejected.State.Step, rejected.State.ClosedHow));
        Assert.True(rejected.State.IsSettled);
    }
}
