using AfterSales.Orders;
using AfterSales.Orders.Domain;
using AfterSales.Policies;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Orders;

public sealed class ReserveGuardTests
{
    [Fact]
    public void An_order_nobody_imported_is_unknown()
    {
        var decision = ReserveDecider.Decide(OrderState.Empty, Shop.Request(), new(1, new()), Shop.Now);
        Assert.Equal(FailureCodes.UnknownOrder, decision.Failure!.Code);
    }

    public static TheoryData<Caller, string?, bool> Visibility => new()
    {
        { Shop.Buyer, null, true },
        { Shop.Buyer, Shop.Customer, true },
        { new Caller("test", "c-2", Roles.Customer), null, false },
        { new Caller("test", Shop.Customer, Roles.None), null, true },
        { new Caller("test", "a-1", Roles.Agent), null, true },
        { new Caller("test", "a-1", Roles.Agent), Shop.Customer, true },
        { new Caller("test", "a-1", Roles.Agent), "c-2", false },
        { new Caller("test", "c-2", Roles.Customer), Shop.Customer, false },
    };

    [Theory]
    [MemberData(nameof(Visibility))]
    public void Somebody_elses_order_is_unknown(Caller caller, string? customerId, bool known)
    {
        var decision = new OrderModel(Shop.Order()).Reserve(Shop.Request() with { Caller = caller, CustomerId = customerId });
        Assert.Equal(known ? null : FailureCodes.UnknownOrder, decision.Failure?.Code);
    }

    [Theory]
    [InlineData(TicketKind.RefundOnly)]
    [InlineData(TicketKind.Complaint)]
    public void A_line_must_exist(TicketKind kind)
    {
        var failure = new OrderModel(Shop.Order()).Reserve(Shop.Request(kind) with { Lines = [new("1", 1), new("9", 1)] }).Failure!;
        Assert.Equal((FailureCodes.UnknownLine, "/lines/1/lineId"), (failure.Code, Assert.Single(failure.Errors).Pointer));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_quantity_is_one_or_more(int quantity) =>
        Assert.Equal(FailureCodes.InvalidValue, new OrderModel(Shop.Order()).Refusal(Shop.Request(quantity: quantity)));

    [Fact]
    public void A_goods_case_names_lines_and_each_once()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1", quantity: 2)));
        Assert.Equal(FailureCodes.InvalidValue, order.Refusal(Shop.Request() with { Lines = default }));
        Assert.Equal(FailureCodes.InvalidValue, order.Refusal(Shop.Request() with { Lines = [new("1", 1), new("1", 1)] }));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void No_more_pieces_than_were_bought(int quantity, bool allowed)
    {
        var decision = new OrderModel(Shop.Order(Shop.Line("1", quantity: 3))).Reserve(Shop.Request(quantity: quantity));
        Assert.Equal(allowed ? null : FailureCodes.QuantityExceeded, decision.Failure?.Code);
    }

    [Fact]
    public void Refunded_pieces_are_gone_and_settled_ones_without_refund_are_free()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1", quantity: 3)).Delivered());
        order.Settle(Shop.Request(quantity: 2), refunded: 1);
        order.Settle(Shop.Request(TicketKind.Exchange), refunded: 0);
        Assert.Equal(FailureCodes.QuantityExceeded, order.Refusal(Shop.Request(quantity: 2)));
        order.Claim(Shop.Request(quantity: 1));
    }

    [Fact]
    public void A_line_has_one_open_case_while_other_lines_are_free()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1", quantity: 2), Shop.Line("2")));
        order.Claim(Shop.Request());
        Assert.Equal(FailureCodes.LineHasOpenCase, order.Refusal(Shop.Request()));
        order.Claim(Shop.Request(line: "2"));
    }

    [Fact]
    public void A_dialogue_neither_needs_nor_blocks_a_line()
    {
        var order = new OrderModel(Shop.Order());
        order.Claim(Shop.Request());
        var decision = order.Reserve(Shop.Request(TicketKind.Complaint));
        Assert.Empty(decision.Events);
        Assert.Equal((0, "gold"), (decision.Claim!.Amount.Amount, decision.Claim.CustomerTier));
        Assert.Empty(order.Claim(Shop.Request(TicketKind.Consultation) with { Lines = default }).Lines);
    }

    [Fact]
    public void A_line_has_five_cases_ever()
    {
        var order = new OrderModel(Shop.Order().Delivered());
        for (var i = 0; i < 5; i++)
        {
            order.Settle(Shop.Request(TicketKind.Exchange), refunded: 0);
        }

        Assert.Equal(FailureCodes.TooManyCases, order.Refusal(Shop.Request(TicketKind.Exchange)));
        order.Policy = new(2, new EligibilityPolicy { MaxTicketsPerLine = 6 });
        Assert.Equal(2, order.Claim(Shop.Request(TicketKind.Exchange)).PolicyVersion);
    }

    [Theory]
    [InlineData(10_600, "CNY", null)]
    [InlineData(10_601, "CNY", FailureCodes.AmountExceeded)]
    [InlineData(1, "GBP", FailureCodes.CurrencyMismatch)]
    [InlineData(-1, "CNY", FailureCodes.InvalidValue)]
    public void What_is_asked_for_fits_the_claim(long amount, string currency, string? code)
    {
        var decision = new OrderModel(Shop.Order()).Reserve(Shop.Request() with { RequestedAmount = new Money(amount, currency) });
        Assert.Equal(code, decision.Failure?.Code);
    }

    [Theory]
    [InlineData(true, FailureCodes.EvidenceMissing)]
    [InlineData(false, null)]
    public void Missing_proof_is_refused_once_the_goods_were_delivered(bool delivered, string? code)
    {
        var order = new OrderModel(delivered ? Shop.Order().Delivered() : Shop.Order());
        Assert.Equal(code, order.Reserve(Shop.Request() with { LacksEvidence = true }).Failure?.Code);
        Assert.Equal(delivered, order.State.Cases.IsEmpty);
    }

    [Fact]
    public void A_refused_amount_holds_nothing()
    {
        var order = new OrderModel(Shop.Order());
        order.Refusal(Shop.Request() with { RequestedAmount = new Money(1_000_000, "CNY") });
        Assert.Empty(order.State.Cases);
    }

    [Fact]
    public void Guards_speak_in_their_order()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1", quantity: 2), Shop.Line("2")).Delivered(daysAgo: 400));
        order.Claim(Shop.Request(TicketKind.Exchange) with { Override = true });
        var everything = Shop.Request(TicketKind.Exchange, quantity: 9);
        Assert.Equal(FailureCodes.UnknownLine, order.Refusal(everything with { Lines = [new("1", 9), new("x", 1)] }));
        Assert.Equal(FailureCodes.LineHasOpenCase, order.Refusal(everything with { Lines = [new("2", 9), new("1", 9)] }));
        Assert.Equal(FailureCodes.QuantityExceeded, order.Refusal(everything with { Lines = [new("2", 9)] }));
        Assert.Equal(FailureCodes.OutsideWindow, order.Refusal(everything with { Lines = [new("2", 1)], RequestedAmount = new Money(1, "GBP") }));
    }
}
