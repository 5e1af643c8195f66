using System.Reflection;
using AfterSales.Api.Tickets;
using AfterSales.Queues;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Xunit;

namespace AfterSales.Tests.Api.Unit;

/// <summary>Position and wait of a case that is shown: a queue that cannot tell keeps nobody from his case.</summary>
public sealed class QueuePlaceTests
{
    private static readonly TicketView Waiting = new()
    {
        Id = Guid.NewGuid(), Number = "N", Version = 3, Kind = TicketKind.Repair, Step = TicketStep.UnderReview, Stage = TicketStage.InReview, StageLabel = "In review",
        CustomerId = "c", CreatedAt = DateTimeOffset.UnixEpoch, UpdatedAt = DateTimeOffset.UnixEpoch, WaitingIn = "night",
    };

    [Fact]
    public async Task The_queue_it_waits_in_is_asked() =>
        Assert.Equal((4, "PT1M31S"), await Shown(Task.FromResult<Outcome<QueuePosition>>(new QueuePosition(true, 4, TimeSpan.FromSeconds(90.2)))));

    [Fact]
    public async Task A_wait_that_is_not_known_is_left_out() =>
        Assert.Equal((4, null), await Shown(Task.FromResult<Outcome<QueuePosition>>(new QueuePosition(true, 4, null))));

    [Fact]
    public async Task A_queue_that_has_it_no_more_tells_no_position() =>
        Assert.Equal((null, null), await Shown(Task.FromResult<Outcome<QueuePosition>>(new QueuePosition(false, 0, null))));

    [Fact]
    public async Task A_queue_that_refuses_fails_or_is_silent_is_left_out()
    {
        Assert.Equal((null, null), await Shown(Task.FromResult<Outcome<QueuePosition>>(new Failure(FailureCodes.StorageUnavailable, "away"))));
        Assert.Equal((null, null), await Shown(Task.FromException<Outcome<QueuePosition>>(new TimeoutException())));
        Assert.Equal((null, null), await Shown(new TaskCompletionSource<Outcome<QueuePosition>>().Task));
    }

    [Fact]
    public async Task Nobody_is_asked_for_a_case_that_does_not_wait()
    {
        var held = Waiting with { WaitingIn = null };
        Assert.Same(held, await Place(Task.FromException<Outcome<QueuePosition>>(new InvalidOperationException("asked"))).Complete(held));
    }

    private static async Task<(int?, string?)> Shown(Task<Outcome<QueuePosition>> answer)
    {
        var shown = await Place(answer).Complete(Waiting);
        return (shown.QueuePosition, shown.ExpectedWait);
    }

    private static QueuePlace Place(Task<Outcome<QueuePosition>> answer) => new(Stub<IGrainFactory>((_, arguments) =>
    {
        Assert.Equal(QueueKeys.Of("night"), arguments[0]);
        return Stub<IQueueGrain>((_, asked) =>
        {
            Assert.Equal(Waiting.Id, asked[0]);
            return answer;
        });
    }), NullLogger<QueuePlace>.Instance);

    private static T Stub<T>(Func<MethodInfo, object?[], object?> answer)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, Answering>();
        ((Answering)(object)proxy).Answer = answer;
        return proxy;
    }

    /// <summary>Made by the runtime, so neither sealed nor hidden.</summary>
    public class Answering : DispatchProxy
    {
        internal Func<MethodInfo, object?[], object?> Answer { get; set; } = (_, _) => null;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer(targetMethod!, args ?? []);
    }
}
