using AfterSales.Orders;
using AfterSales.Orders.Domain;
using AfterSales.Policies;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Orders;

public sealed class EligibilityReportTests
{
    [Fact]
    public void An_open_window_shows_its_end()
    {
        var kind = Kind(new OrderModel(Shop.Order().Delivered(1)), TicketKind.ReturnRefund);
        Assert.True(kind.Eligible);
        Assert.Equal(Shop.Now.AddDays(6), kind.Until);
        Assert.Equal("Open until 2026-03-16 12:00Z.", kind.Explanation);
    }

    [Fact]
    public void A_kind_that_only_a_fault_opens_says_so()
    {
        var kind = Kind(new OrderModel(Shop.Order().Delivered(10)), TicketKind.ReturnRefund, "zh-CN");
        Assert.True(kind.Eligible);
        Assert.Equal(Shop.Now.AddDays(5), kind.Until);
        Assert.StartsWith("仅限质量", kind.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_window_shows_its_code_and_no_end()
    {
        var kind = Kind(new OrderModel(Shop.Order().Delivered(20)), TicketKind.Exchange);
        Assert.Equal((false, FailureCodes.OutsideWindow, null), (kind.Eligible, kind.Code, kind.Until));
    }

    [Fact]
    public void Pieces_in_a_case_are_not_offered()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1", quantity: 3, paid: 100), Shop.Line("2")));
        order.Claim(Shop.Request());
        var lines = Report(order).Lines;
        Assert.Equal((2, 67L), (lines[0].RemainingQuantity, lines[0].RemainingAmount.Amount));
        Assert.All(lines[0].Kinds, kind => Assert.Equal(FailureCodes.LineHasOpenCase, kind.Code));
        Assert.Contains(lines[1].Kinds, kind => kind is { Kind: TicketKind.RefundOnly, Eligible: true });
    }

    [Fact]
    public void A_line_refunded_whole_has_nothing_left()
    {
        var order = new OrderModel(Shop.Order().Delivered());
        order.Settle(Shop.Request(), refunded: 10_000);
        Assert.Equal(0, Report(order).Lines[0].RemainingAmount.Amount);
        Assert.All(Report(order).Lines[0].Kinds, kind => Assert.Equal(FailureCodes.QuantityExceeded, kind.Code));
    }

    [Fact]
    public void Every_reason_has_words_in_both_languages()
    {
        foreach (var reason in Enum.GetValues<VerdictReason>())
        {
            var verdict = new Verdict(null, reason, Shop.Now);
            Assert.NotEqual(verdict.Text("en"), verdict.Text("zh-CN"));
            Assert.DoesNotContain("{0}", verdict.Text("en") + verdict.Text("zh-CN"), StringComparison.Ordinal);
        }
    }

    private static EligibilityView Report(OrderModel order, string language = "en") =>
        EligibilityReport.Of(order.State, new Versioned<EligibilityPolicy>(1, new()), Shop.Now, language);

    private static KindEligibility Kind(OrderModel order, TicketKind kind, string language = "en") =>
        Report(order, language).Lines[0].Kinds.Single(entry => entry.Kind == kind);
}
