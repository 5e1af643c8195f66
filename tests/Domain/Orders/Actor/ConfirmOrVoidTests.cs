using AfterSales.Log;
using AfterSales.Orders;
using AfterSales.Tickets;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Xunit;

namespace AfterSales.Tests.Domain.Orders;

/// <summary>The opening protocol of architecture.md section 4 as the order sees it, with a crash between any two of its steps.</summary>
public sealed class ConfirmOrVoidTests
{
    [Fact]
    public async Task A_young_claim_is_taken_as_under_way_and_nobody_is_asked()
    {
        var (order, first) = await Claimed(age: 29.9);
        Assert.Equal(FailureCodes.LineHasOpenCase, await order.Try(Shop.Request()));
        await order.Holder(first.TicketId).DidNotReceiveWithAnyArgs().ConfirmOrVoid("", default);
    }

    [Fact]
    public async Task An_old_claim_of_an_open_case_stays_and_its_holder_is_asked_once()
    {
        var (order, first) = await Claimed(age: 30);
        order.Answers(first, ClaimFate.Open);
        Assert.Equal(FailureCodes.LineHasOpenCase, await order.Try(Shop.Request()));
        Assert.Equal(FailureCodes.LineHasOpenCase, await order.Try(Shop.Request()));
        await order.Holder(first.TicketId).Received(1).ConfirmOrVoid("o-1", 0);
    }

    [Fact]
    public async Task A_void_claim_is_released_and_the_next_case_gets_the_pieces()
    {
        var (order, first) = await Claimed(age: 30);
        order.Answers(first, ClaimFate.Void);
        var second = Shop.Request();
        Assert.Null(await order.Try(second));
        var line = (await order.Desk.Get(OrderActor.Staff)).Value!.Lines[0];
        Assert.Equal((second.TicketId, 1), (line.OpenTicket, line.Tickets));
    }

    [Fact]
    public async Task Facts_of_the_case_confirm_its_claim_without_a_question_and_without_a_row()
    {
        var (order, first) = await Claimed(age: 30);
        var rows = order.Rows;
        await order.Desk.Observe(first.Facts(version: 1));
        Assert.Equal(FailureCodes.LineHasOpenCase, await order.Try(Shop.Request()));
        Assert.Equal(rows, order.Rows);
        await order.Holder(first.TicketId).DidNotReceiveWithAnyArgs().ConfirmOrVoid("", default);
    }

    [Fact]
    public async Task A_crash_after_the_claim_is_healed_by_the_next_case()
    {
        var (order, first) = await Claimed(age: 30);
        order.Crash();
        order.Answers(first, ClaimFate.Void);
        Assert.Null(await order.Try(Shop.Request()));
    }

    [Fact]
    public async Task A_crash_after_the_question_asks_again()
    {
        var (order, first) = await Claimed(age: 30);
        order.Answers(first, ClaimFate.Void);
        order.Log.FailNext(AppendStatus.Unavailable);
        Assert.Equal(FailureCodes.StorageUnavailable, await order.Try(Shop.Request()));
        order.Crash();
        Assert.Null(await order.Try(Shop.Request()));
        await order.Holder(first.TicketId).Received(2).ConfirmOrVoid("o-1", 0);
    }

    [Fact]
    public async Task A_crash_after_the_release_leaves_the_pieces_free()
    {
        var (order, first) = await Claimed(age: 30);
        order.Answers(first, ClaimFate.Void);
        order.Log.FailNext(AppendStatus.Unknown, kept: true);
        var second = Shop.Request();
        Assert.Equal(FailureCodes.OutcomeUnknown, await order.Try(second));
        order.Crash();
        Assert.Null(await order.Try(second));
        await order.Holder(first.TicketId).Received(1).ConfirmOrVoid("o-1", 0);
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_found_by_the_retry()
    {
        var order = await new OrderActor().Imported();
        var request = Shop.Request();
        order.Log.FailNext(AppendStatus.Unknown, kept: true);
        Assert.Equal(FailureCodes.OutcomeUnknown, await order.Try(request));
        order.Crash();
        var rows = order.Rows;
        Assert.Null(await order.Try(request));
        Assert.Equal(rows, order.Rows);
    }

    [Fact]
    public async Task A_voided_case_that_opens_after_all_claims_anew_and_an_old_release_does_not_touch_it()
    {
        var (order, first) = await Claimed(age: 30);
        order.Answers(first, ClaimFate.Void);
        await order.Try(Shop.Request() with { Lines = [new("2", 1)] });
        Assert.Null(await order.Try(first with { TicketVersion = 1 }));
        Assert.Equal(FailureCodes.LineHasOpenCase, await order.Try(Shop.Request()));
    }

    [Fact]
    public async Task A_holder_that_does_not_answer_makes_the_caller_try_later()
    {
        var (order, first) = await Claimed(age: 30);
        order.Holder(first.TicketId).ConfirmOrVoid("o-1", 0).ThrowsAsync(new TimeoutException());
        var failure = (await order.Desk.Reserve(Shop.Request())).Failure!;
        Assert.Equal((FailureCodes.Overloaded, 1), (failure.Code, failure.RetryAfter));
    }

    [Fact]
    public async Task Only_claims_in_the_way_are_asked_about()
    {
        var (order, first) = await Claimed(age: 30);
        Assert.Null(await order.Try(Shop.Request(line: "2")));
        await order.Holder(first.TicketId).DidNotReceiveWithAnyArgs().ConfirmOrVoid("", default);
    }

    [Fact]
    public async Task A_void_fifth_case_makes_room_for_another()
    {
        var order = await new OrderActor().Imported(Shop.Order().Delivered());
        for (var i = 0; i < 4; i++)
        {
            var settled = Shop.Request(TicketKind.Exchange);
            await order.Try(settled);
            await order.Desk.Observe(settled.Facts(version: 2, settled: true));
        }

        var fifth = Shop.Request(TicketKind.Exchange);
        await order.Try(fifth);
        order.Clock.Now += TimeSpan.FromSeconds(30);
        order.Answers(fifth, ClaimFate.Void);
        Assert.Null(await order.Try(Shop.Request(TicketKind.Exchange)));
    }

    private static async Task<(OrderActor Order, ClaimRequest First)> Claimed(double age)
    {
        var order = await new OrderActor().Imported(Shop.Order(Shop.Line("1"), Shop.Line("2")));
        var first = Shop.Request();
        Assert.Null(await order.Try(first));
        order.Clock.Now += TimeSpan.FromSeconds(age);
        return (order, first);
    }
}
