using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Orders;

public sealed class ObserveTests
{
    [Fact]
    public void Facts_that_change_nothing_store_nothing()
    {
        var order = new OrderModel(Shop.Order());
        var request = Shop.Request();
        order.Claim(request);
        Assert.Equal(0, order.Observe(request.Facts(version: 1)));
        Assert.Equal(0, order.Observe(request.Facts(version: 2)));
        Assert.Equal(0, order.Observe(Shop.Request().Facts(version: 3, settled: true, refunded: 5)));
    }

    [Fact]
    public void Told_twice_counts_once()
    {
        var order = new OrderModel(Shop.Order().Delivered());
        var request = Shop.Request();
        order.Claim(request);
        Assert.Equal(1, order.Observe(request.Facts(version: 3, refunded: 700)));
        Assert.Equal(0, order.Observe(request.Facts(version: 3, refunded: 700)));
        Assert.Equal(2, order.Observe(request.Facts(version: 4, settled: true, refunded: 900)));
        Assert.Equal(0, order.Observe(request.Facts(version: 4, settled: true, refunded: 900)));
        Assert.Equal(0, order.Observe(request.Facts(version: 3, refunded: 700)));
        Assert.Equal(900, order.Line().Refunded.Amount);
    }

    [Fact]
    public void A_settled_case_without_refund_frees_its_pieces()
    {
        var order = new OrderModel(Shop.Order());
        order.Settle(Shop.Request(), refunded: 0);
        Assert.Equal((0, 0, null), (order.Line().ClaimedQuantity, order.Line().RefundedQuantity, order.Line().OpenTicket));
    }

    [Fact]
    public void A_refund_is_spread_over_lines_and_freight()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1", paid: 300), Shop.Line("2", paid: 100)));
        order.Settle(Shop.Request() with { Lines = [new("1", 1), new("2", 1)] }, refunded: 500);
        Assert.Equal((150L, 50L, 500L), (order.Line("1").Refunded.Amount, order.Line("2").Refunded.Amount, order.State.Refunded()));
    }

    [Fact]
    public void Several_refunds_of_one_case_add_up_to_their_sum()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1", paid: 300), Shop.Line("2", paid: 100)));
        var request = Shop.Request() with { Lines = [new("1", 1), new("2", 1)] };
        order.Claim(request);
        long[] sums = [1, 333, 334, 999, 1_000];
        foreach (var (version, refunded) in sums.Index())
        {
            order.Observe(request.Facts(version + 1, refunded: refunded));
            Assert.Equal(refunded, order.State.Refunded());
        }

        Assert.Equal((300L, 100L), (order.Line("1").Refunded.Amount, order.Line("2").Refunded.Amount));
    }

    [Fact]
    public void A_case_turned_into_a_refund_uses_its_pieces_whatever_its_kind()
    {
        var order = new OrderModel(Shop.Order().Delivered());
        order.Settle(Shop.Request(TicketKind.Exchange), refunded: 5_000);
        Assert.Equal(1, order.Line().RefundedQuantity);
    }
}
