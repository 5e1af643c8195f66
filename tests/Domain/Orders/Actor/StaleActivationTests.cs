using AfterSales.Orders;
using Xunit;

namespace AfterSales.Tests.Domain.Orders;

/// <summary>
/// Symptom: after a silo was frozen and given up, an order held pieces for a case that was cancelled, for ever. Cause: the frozen silo finished its claim and
/// its opening when it woke; the order's new activation, loaded before, was told that the case had ended, did not know it, and had nothing to write - so
/// nothing in the log contradicted it.
/// </summary>
public sealed class StaleActivationTests
{
    [Fact]
    public async Task The_end_of_a_case_whose_claim_another_activation_wrote_is_not_lost()
    {
        var order = await new OrderActor().Imported();
        var stale = await Loaded(order);
        var request = Shop.Request();
        Assert.Null(await order.Try(request));

        Assert.True((await stale.Observe(request.Facts(version: 4, settled: true))).Value);
        Assert.True((await stale.Reserve(Shop.Request())).Succeeded);
    }

    [Fact]
    public async Task While_a_silo_that_was_given_up_may_still_write_a_decision_to_write_nothing_is_made_on_what_the_log_says()
    {
        var order = await new OrderActor().Imported();
        var request = Shop.Request();
        Assert.Null(await order.Try(request));
        Assert.True((await order.Desk.Observe(request.Facts(version: 4, settled: true))).Value);
        order.Epoch.Advance();
        var stale = await Loaded(order);
        Assert.Null(await order.Try(request with { TicketVersion = 4, RefundedBefore = 0 }));

        Assert.True((await stale.Observe(request.Facts(version: 6, settled: true))).Value);
        Assert.True((await stale.Reserve(Shop.Request())).Succeeded);
    }

    /// <summary>Another activation, which has read the log and takes it as read.</summary>
    private static async Task<OrderDesk> Loaded(OrderActor order)
    {
        var first = order.Desk;
        var second = order.Another();
        Assert.NotSame(first, second);
        Assert.True((await second.Get(OrderActor.Staff)).Succeeded);
        return second;
    }
}
