using AfterSales.Orders.Domain;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Orders;

public sealed class ClaimIdempotencyTests
{
    [Fact]
    public void A_repeated_claim_gets_the_same_answer_and_stores_nothing()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1", quantity: 3, paid: 100)));
        var request = Shop.Request(quantity: 2);
        var first = order.Claim(request);
        order.Now = Shop.Now.AddDays(30);
        order.Import(Shop.Order(Shop.Line("1", quantity: 3, paid: 100)).Delivered() with { Version = 2 });
        var repeated = order.Reserve(request);
        Assert.Empty(repeated.Events);
        Assert.Equivalent(first, repeated.Claim, strict: true);
    }

    [Fact]
    public void The_same_claim_for_other_pieces_is_refused()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1", quantity: 3)));
        var request = Shop.Request(quantity: 2);
        order.Claim(request);
        Assert.Equal(FailureCodes.IdempotencyKeyReused, order.Refusal(request with { Lines = [new("1", 3)] }));
    }

    [Fact]
    public void A_claim_of_an_activation_that_is_behind_is_refused()
    {
        var order = new OrderModel(Shop.Order().Delivered());
        var request = order.Settle(Shop.Request(), refunded: 0);
        order.Claim(request with { TicketVersion = 5, RefundedBefore = 0 });
        Assert.Equal(FailureCodes.VersionConflict, order.Refusal(request));
    }

    [Fact]
    public void A_reopened_case_claims_anew_what_it_has_not_refunded()
    {
        var order = new OrderModel(Shop.Order().Delivered());
        var request = order.Settle(Shop.Request(), refunded: 4_000);
        var claim = order.Claim(request with { TicketVersion = 5, RefundedBefore = 4_000 });
        Assert.Equal((6_000L, 1), (claim.Amount.Amount, Assert.Single(claim.Lines).Quantity));
        Assert.Equal((1, 0, 4_000L, 1), (order.Line().ClaimedQuantity, order.Line().RefundedQuantity, order.Line().Refunded.Amount, order.Line().Tickets));
    }

    [Fact]
    public void A_reopening_does_not_wait_for_the_follower()
    {
        var order = new OrderModel(Shop.Order().Delivered());
        var request = Shop.Request();
        order.Claim(request);
        Assert.Equal(6_000, order.Claim(request with { TicketVersion = 5, RefundedBefore = 4_000 }).Amount.Amount);
        Assert.Equal(0, order.Observe(request.Facts(version: 5, settled: true, refunded: 4_000)));
        Assert.Equal(request.TicketId, order.Line().OpenTicket);
    }

    [Fact]
    public void Late_facts_of_the_former_claim_do_not_end_the_new_one_but_their_refund_counts()
    {
        var order = new OrderModel(Shop.Order().Delivered());
        var request = order.Settle(Shop.Request(), refunded: 0);
        order.Claim(request with { TicketVersion = 6, RefundedBefore = 0 });
        order.Observe(request.Facts(version: 6, settled: true, refunded: 100));
        Assert.Equal((request.TicketId, 100L), (order.Line().OpenTicket, order.Line().Refunded.Amount));
        order.Observe(request.Facts(version: 7, settled: true, refunded: 10_000));
        Assert.Equal((null, 1, 10_000L), (order.Line().OpenTicket, order.Line().RefundedQuantity, order.Line().Refunded.Amount));
    }

    [Fact]
    public void A_reopening_is_not_measured_against_windows_and_number_of_cases_again()
    {
        var order = new OrderModel(Shop.Order().Delivered());
        order.Policy = new(1, new() { MaxTicketsPerLine = 1 });
        var request = order.Settle(Shop.Request(TicketKind.ReturnRefund), refunded: 0);
        order.Now = Shop.Now.AddDays(10);
        order.Claim(request with { TicketVersion = 5, RefundedBefore = 0 });
        Assert.Equal(FailureCodes.TooManyCases, order.Refusal(Shop.Request()));
    }

    [Fact]
    public void A_reopening_yields_to_a_case_that_came_in_between()
    {
        var order = new OrderModel(Shop.Order().Delivered());
        var request = order.Settle(Shop.Request(), refunded: 0);
        order.Claim(Shop.Request());
        Assert.Equal(FailureCodes.LineHasOpenCase, order.Refusal(request with { TicketVersion = 5, RefundedBefore = 0 }));
    }

    [Fact]
    public void An_opening_at_a_later_version_replaces_the_voided_one()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1"), Shop.Line("2")));
        var request = Shop.Request();
        order.Claim(request);
        var again = order.Reserve(request with { TicketVersion = 1, Lines = [new("2", 1)] });
        Assert.Equal([typeof(ClaimReleased), typeof(OrderClaimed)], again.Events.Select(stored => stored.GetType()));
        Assert.Equal((null, request.TicketId), (order.Line("1").OpenTicket, order.Line("2").OpenTicket));
    }

    [Fact]
    public void A_released_opening_leaves_no_trace_and_a_released_reopening_leaves_the_case_as_it_was()
    {
        var order = new OrderModel(Shop.Order().Delivered());
        var opening = Shop.Request();
        order.Claim(opening);
        order.Fold(Doubt.Release(order.State, opening.TicketId, 0));
        Assert.Equal(0, order.Line().Tickets);

        var reopened = order.Settle(Shop.Request(), refunded: 100);
        order.Claim(reopened with { TicketVersion = 5, RefundedBefore = 100 });
        order.Fold(Doubt.Release(order.State, reopened.TicketId, 5));
        Assert.Equal((0, 1, 100L, 1), (order.Line().ClaimedQuantity, order.Line().RefundedQuantity, order.Line().Refunded.Amount, order.Line().Tickets));
    }

    [Fact]
    public void A_claim_made_anew_is_not_released_by_an_answer_about_the_former_one()
    {
        var order = new OrderModel(Shop.Order());
        var request = Shop.Request();
        order.Claim(request);
        order.Claim(request with { TicketVersion = 1 });
        Assert.Empty(Doubt.Release(order.State, request.TicketId, 0));
    }
}
