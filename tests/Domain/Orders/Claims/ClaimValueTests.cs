using AfterSales.Orders.Domain;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Orders;

public sealed class ClaimValueTests
{
    [Fact]
    public void A_partial_quantity_is_rounded_down_and_the_last_unit_takes_the_rest()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1", quantity: 3, paid: 100)).Delivered());
        long[] amounts = [.. Enumerable.Range(0, 3).Select(_ => ClaimAndRefund(order))];
        Assert.Equal(new long[] { 33, 33, 34 }, amounts);
        Assert.Equal((3, 100L), (order.Line().RefundedQuantity, order.Line().Refunded.Amount));
    }

    [Theory]
    [InlineData(1, 14)]
    [InlineData(2, 28)]
    [InlineData(6, 85)]
    [InlineData(7, 100)]
    public void Pieces_are_worth_their_share(int quantity, long amount) =>
        Assert.Equal(amount, new OrderModel(Shop.Order(Shop.Line("1", quantity: 7, paid: 100)).Delivered()).Claim(Shop.Request(quantity: quantity)).Amount.Amount);

    [Fact]
    public void A_piece_settled_for_less_does_not_make_the_others_dearer()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1", quantity: 2, paid: 200)).Delivered());
        order.Settle(Shop.Request(), refunded: 10);
        Assert.Equal(100, order.Claim(Shop.Request()).Amount.Amount);
    }

    [Fact]
    public void A_replacement_uses_nothing_up()
    {
        var order = new OrderModel(Shop.Order().Delivered());
        order.Settle(Shop.Request(TicketKind.Exchange), refunded: 0);
        Assert.Equal(10_000, order.Claim(Shop.Request()).Amount.Amount);
    }

    [Fact]
    public void A_gift_is_claimed_at_nothing() =>
        Assert.Equal(0, new OrderModel(Shop.Order(Shop.Line("1", paid: 0)).Delivered()).Claim(Shop.Request(TicketKind.Exchange)).Amount.Amount);

    [Fact]
    public void The_largest_amounts_do_not_overflow()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1", quantity: ImportValidation.MaxQuantity, paid: ImportValidation.MaxAmount)).Delivered());
        var most = ImportValidation.MaxQuantity - 1;
        Assert.Equal(ImportValidation.MaxAmount / ImportValidation.MaxQuantity * most, order.Claim(Shop.Request(quantity: most)).Amount.Amount);
    }

    [Fact]
    public void Freight_comes_with_the_last_pieces_of_an_order_not_shipped()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1", quantity: 2, paid: 100), Shop.Line("2", paid: 50)));
        Assert.Equal(50, order.Claim(Shop.Request(line: "2")).Amount.Amount);
        Assert.Equal(100 + 600, order.Claim(Shop.Request(quantity: 2)).Amount.Amount);
    }

    [Fact]
    public void Freight_is_not_claimed_twice()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1"), Shop.Line("2")));
        order.Settle(Shop.Request() with { Lines = [new("1", 1), new("2", 1)] }, refunded: 20_600);
        Assert.Equal(20_600, order.State.Refunded());
        order.Import(Shop.Order(Shop.Line("1"), Shop.Line("2"), Shop.Line("3")) with { Version = 2 });
        Assert.Equal(10_000, order.Claim(Shop.Request(line: "3")).Amount.Amount);
    }

    [Fact]
    public void Freight_stays_once_anything_was_shipped() =>
        Assert.Equal(10_000, new OrderModel(Shop.Order().Shipped(promisedDaysAgo: 1)).Claim(Shop.Request()).Amount.Amount);

    [Theory]
    [InlineData(100, new long[] { 50, 50 }, new long[] { 50, 50 })]
    [InlineData(50, new long[] { 100, 200 }, new long[] { 17, 33 })]
    [InlineData(1, new long[] { 3, 3, 3 }, new long[] { 1, 0, 0 })]
    [InlineData(2, new long[] { 0, 1, 1, 1 }, new long[] { 0, 1, 1, 0 })]
    [InlineData(999, new long[] { 10, 20 }, new long[] { 10, 20 })]
    [InlineData(5, new long[] { 0, 0 }, new long[] { 0, 0 })]
    [InlineData(0, new long[] { 7 }, new long[] { 0 })]
    public void A_refund_is_spread_exactly_and_in_proportion(long refund, long[] worths, long[] shares) =>
        Assert.Equal(shares, RefundSplit.Split(refund, [.. worths]).AsEnumerable());

    private static long ClaimAndRefund(OrderModel order)
    {
        var request = Shop.Request();
        var amount = order.Claim(request).Amount.Amount;
        order.Observe(request.Facts(version: 3, settled: true, amount));
        return amount;
    }
}
