using AfterSales.Orders;
using AfterSales.Policies;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Orders;

/// <summary>The whole matrix of domain.md section 3 with the built-in policy, row by row.</summary>
public sealed class EligibilityMatrixTests
{
    private const string Ok = "ok";
    private const string No = FailureCodes.KindNotEligible;
    private const string Late = FailureCodes.OutsideWindow;

    /// <summary>Kind; then not shipped; shipped before and after the promised date; delivered 7, 8, 15 and 16 days ago without and with a fault.</summary>
    public static TheoryData<TicketKind, string[], string[], string[], string[]> Matrix => new()
    {
        { TicketKind.RefundOnly, [Ok], [Late, Ok], [Ok, Late, Late, Late], [Ok, Ok, Ok, Late] },
        { TicketKind.ReturnRefund, [No], [No, No], [Ok, Late, Late, Late], [Ok, Ok, Ok, Late] },
        { TicketKind.Exchange, [No], [No, No], [Ok, Late, Late, Late], [Ok, Ok, Ok, Late] },
        { TicketKind.Repair, [No], [No, No], [Ok, Ok, Ok, Ok], [Ok, Ok, Ok, Ok] },
        { TicketKind.Reship, [No], [Late, Ok], [Ok, Late, Late, Late], [Ok, Late, Late, Late] },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Each_cell_of_the_matrix(TicketKind kind, string[] notShipped, string[] shipped, string[] delivered, string[] faulty)
    {
        double[] days = [7, 8, 15, 16];
        double[] promised = [-1, 1];
        Assert.Equal(notShipped.Single(), Judge(Shop.Order(), kind));
        Assert.Equal(shipped, promised.Select(ago => Judge(Shop.Order().Shipped(ago), kind)));
        Assert.Equal(delivered, days.Select(ago => Judge(Shop.Order().Delivered(ago), kind)));
        Assert.Equal(faulty, days.Select(ago => Judge(Shop.Order().Delivered(ago), kind, TicketCategory.Damaged)));
    }

    [Theory]
    [InlineData(TicketCategory.Quality, true)]
    [InlineData(TicketCategory.Damaged, true)]
    [InlineData(TicketCategory.WrongItem, true)]
    [InlineData(TicketCategory.Missing, true)]
    [InlineData(TicketCategory.Logistics, false)]
    [InlineData(TicketCategory.Price, false)]
    [InlineData(TicketCategory.Other, false)]
    public void Only_faults_of_the_goods_widen_the_window(TicketCategory category, bool widens) =>
        Assert.Equal(widens ? Ok : Late, Judge(Shop.Order().Delivered(10), TicketKind.ReturnRefund, category));

    [Theory]
    [InlineData("clothing", null, Ok, true)]
    [InlineData("clothing", false, Ok, true)]
    [InlineData("clothing", true, Ok, false)]
    [InlineData("fresh", false, No, false)]
    [InlineData("custom-made", false, No, false)]
    [InlineData("digital", false, Ok, true)]
    [InlineData("digital", true, No, false)]
    public void Without_reason_only_some_goods_go_back(string category, bool? opened, string verdict, bool noReason)
    {
        var order = Shop.Order(Shop.Line("1", category: category, opened: opened)).Delivered();
        Assert.Equal(verdict, Judge(order, TicketKind.ReturnRefund));
        Assert.Equal(Ok, Judge(order, TicketKind.ReturnRefund, TicketCategory.Quality));
        var claim = new OrderModel(order).Claim(Shop.Request(TicketKind.ReturnRefund) with { Category = TicketCategory.Quality });
        Assert.Equal(noReason, claim.NoReasonReturn);
    }

    [Theory]
    [InlineData("electronics", 365)]
    [InlineData("appliance", 1095)]
    [InlineData("toys", 180)]
    public void The_warranty_is_that_of_the_category(string category, int days)
    {
        var order = Shop.Order(Shop.Line("1", category: category));
        Assert.Equal(Ok, Judge(order.Delivered(days), TicketKind.Repair));
        Assert.Equal(Late, Judge(order.Delivered(days + 0.001), TicketKind.Repair));
    }

    [Fact]
    public void Without_a_promised_date_nothing_is_late() =>
        Assert.Equal(Late, Judge(Shop.Order().Shipped(promisedDaysAgo: null), TicketKind.Reship));

    [Fact]
    public void One_line_outside_refuses_the_whole_request()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1"), Shop.Line("2", category: "fresh")).Delivered());
        var failure = order.Reserve(Shop.Request(TicketKind.ReturnRefund) with { Lines = [new("1", 1), new("2", 1)] }).Failure!;
        Assert.Equal((No, "/lines/1"), (failure.Code, Assert.Single(failure.Errors).Pointer));
    }

    [Fact]
    public void A_lead_overrides_time_and_it_is_recorded()
    {
        var claim = new OrderModel(Shop.Order().Delivered(30)).Claim(Shop.Request(TicketKind.ReturnRefund) with { Override = true, Caller = Shop.Lead });
        Assert.True(claim is { WindowOverridden: true, NoReasonReturn: false });
    }

    [Fact]
    public void An_override_that_was_not_needed_is_not_recorded() =>
        Assert.False(new OrderModel(Shop.Order().Delivered()).Claim(Shop.Request(TicketKind.ReturnRefund) with { Override = true }).WindowOverridden);

    [Fact]
    public void Nobody_overrides_what_cannot_be()
    {
        Assert.Equal(No, new OrderModel(Shop.Order()).Refusal(Shop.Request(TicketKind.ReturnRefund) with { Override = true }));
        var fresh = Shop.Order(Shop.Line("1", category: "fresh")).Delivered(30);
        Assert.Equal(No, new OrderModel(fresh).Refusal(Shop.Request(TicketKind.ReturnRefund) with { Override = true }));
    }

    [Fact]
    public void A_kind_without_a_row_is_not_offered()
    {
        var order = new OrderModel(Shop.Order().Delivered());
        order.Policy = new(2, new EligibilityPolicy { Kinds = order.Policy.Policy.Kinds.Remove(TicketKind.Repair) });
        Assert.Equal(No, order.Refusal(Shop.Request(TicketKind.Repair)));
    }

    private static string Judge(OrderFacts facts, TicketKind kind, TicketCategory? category = null) =>
        new OrderModel(facts).Reserve(Shop.Request(kind) with { Category = category }).Failure?.Code ?? Ok;
}
