using AfterSales.Log;
using AfterSales.Orders;
using AfterSales.ReadModel;
using NSubstitute;
using Xunit;

namespace AfterSales.Tests.Domain.Orders;

public sealed class OrderDeskTests
{
    private static readonly Guid Stream = StreamIds.Of(StreamKind.Order, "o-1");

    [Fact]
    public async Task An_import_is_stored_once_and_marked_for_the_read_model()
    {
        var order = new OrderActor();
        var first = await order.Desk.Import(Shop.Order(), OrderActor.Staff);
        var again = await order.Desk.Import(Shop.Order(), OrderActor.Staff);
        Assert.True(first.Value is { Created: true, Changed: true });
        Assert.True(again.Value is { Created: false, Changed: false });
        Assert.Equal((1, "lead-1"), (order.Rows, order.Log.Rows[0].Actor));
        order.Dirty.Received(1).Mark(new OrderRow(Stream, 1, "o-1", Shop.Customer, Shop.Now.AddDays(-10), "gold"));
    }

    [Fact]
    public async Task The_projector_folds_the_same_row_from_the_log()
    {
        var order = await new OrderActor().Imported();
        await order.Try(Shop.Request());
        var projected = await new OrderProjector(order.Log).Project(Stream, TestContext.Current.CancellationToken);
        Assert.Equal(new OrderRow(Stream, 2, "o-1", Shop.Customer, Shop.Now.AddDays(-10), "gold"), projected);
        Assert.Null(await new OrderProjector(order.Log).Project(Guid.NewGuid(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_order_is_shown_to_its_customer_and_to_staff_only()
    {
        var order = await new OrderActor().Imported();
        Assert.True((await order.Desk.Get(As(Shop.Buyer))).Succeeded);
        Assert.True((await order.Desk.GetEligibility(As(Shop.Lead))).Succeeded);
        var stranger = As(new Caller("test", "c-2", Roles.Customer));
        Assert.Equal(FailureCodes.NotFound, (await order.Desk.Get(stranger)).Failure!.Code);
        Assert.Equal(FailureCodes.NotFound, (await order.Desk.GetEligibility(stranger)).Failure!.Code);
        Assert.Equal(FailureCodes.NotFound, (await new OrderActor().Desk.Get(As(Shop.Lead))).Failure!.Code);
    }

    [Theory]
    [InlineData(AppendStatus.Overloaded, FailureCodes.Overloaded)]
    [InlineData(AppendStatus.Unavailable, FailureCodes.StorageUnavailable)]
    [InlineData(AppendStatus.Unknown, FailureCodes.OutcomeUnknown)]
    public async Task A_storage_fault_is_told_with_a_time_to_retry(AppendStatus status, string code)
    {
        var order = new OrderActor();
        order.Log.FailNext(status);
        var failure = (await order.Desk.Import(Shop.Order(), OrderActor.Staff)).Failure!;
        Assert.Equal((code, 1), (failure.Code, failure.RetryAfter));
        Assert.Equal(FailureCodes.NotFound, (await order.Desk.Get(OrderActor.Staff)).Failure!.Code);
        order.Dirty.DidNotReceiveWithAnyArgs().Mark(default!);
    }

    [Fact]
    public async Task A_log_out_of_reach_is_told_and_heals_by_itself()
    {
        var order = await new OrderActor().Imported();
        order.Crash();
        order.Log.Unreachable = true;
        Assert.Equal(FailureCodes.StorageUnavailable, await order.Try(Shop.Request()));
        Assert.Equal(FailureCodes.StorageUnavailable, (await order.Desk.Get(OrderActor.Staff)).Failure!.Code);
        order.Log.Unreachable = false;
        Assert.Null(await order.Try(Shop.Request()));
    }

    [Fact]
    public async Task A_conflict_reads_again_and_decides_on_what_the_other_wrote()
    {
        var order = await new OrderActor().Imported();
        var other = await SecondActivation(order);
        Assert.Null(await order.Try(Shop.Request()));
        Assert.Equal(FailureCodes.LineHasOpenCase, (await other.Reserve(Shop.Request())).Failure!.Code);
        Assert.Equal(2, order.Rows);
    }

    [Fact]
    public async Task Conflicts_without_end_are_told()
    {
        var order = await new OrderActor().Imported();
        for (var i = 0; i < 3; i++)
        {
            order.Log.FailNext(AppendStatus.Conflict);
        }

        Assert.Equal(FailureCodes.VersionConflict, await order.Try(Shop.Request()));
    }

    [Fact]
    public async Task Observing_the_same_facts_again_writes_nothing()
    {
        var order = await new OrderActor().Imported();
        var request = Shop.Request();
        await order.Try(request);
        Assert.True((await order.Desk.Observe(request.Facts(version: 3, settled: true, refunded: 5))).Value);
        var rows = order.Rows;
        Assert.False((await order.Desk.Observe(request.Facts(version: 3, settled: true, refunded: 5))).Value);
        Assert.Equal(rows, order.Rows);
    }

    [Fact]
    public async Task A_thousand_lines_are_one_order_and_texts_without_end_are_not()
    {
        var lines = Enumerable.Range(1, 1_000).Select(i => Shop.Line($"line-{i}"));
        Assert.True((await new OrderActor().Desk.Import(Shop.Order([.. lines]), OrderActor.Staff)).Succeeded);
        var chinese = lines.Select(line => line with { Title = new string('电', 200) });
        Assert.True((await new OrderActor().Desk.Import(Shop.Order([.. chinese]), OrderActor.Staff)).Succeeded);
        var escaped = lines.Select(line => line with { Title = new string('\u3000', 200) });
        Assert.Equal(FailureCodes.TooLarge, (await new OrderActor().Desk.Import(Shop.Order([.. escaped]), OrderActor.Staff)).Failure!.Code);
    }

    private static CallContext As(Caller caller) => new(caller, CommandId.New());

    /// <summary>A duplicate activation that has read the order before the first one writes.</summary>
    private static async Task<OrderDesk> SecondActivation(OrderActor order)
    {
        var first = order.Desk;
        order.Crash();
        await order.Desk.Get(OrderActor.Staff);
        var second = order.Desk;
        Assert.NotSame(first, second);
        order.Crash();
        return second;
    }
}
