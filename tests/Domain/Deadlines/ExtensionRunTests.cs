using System.Collections.Immutable;
using AfterSales.Deadlines;
using AfterSales.Tests.Domain.Queues;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Orleans;
using Xunit;

namespace AfterSales.Tests.Domain.Deadlines;

/// <summary>One extension at work: on a read model that lags, on cases that do not answer.</summary>
public sealed class ExtensionRunTests
{
    private static readonly DeadlineExtension Asked = new(Guid.NewGuid(), "customer-return", [], TimeSpan.FromDays(7), DateTimeOffset.UnixEpoch, "l-1");

    private readonly ManualTime _time = new();
    private readonly View _view = new();
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly Dictionary<Guid, ITicketGrain> _tickets = [];

    [Fact]
    public async Task Every_case_is_asked_the_most_urgent_first_and_the_changed_are_counted()
    {
        var ids = Cases(100);
        Changes(ids[3], false);
        _view.Open = ids;
        var run = Run();
        await run.Advance(TestContext.Current.CancellationToken);
        Assert.Equal((ExtensionRun.Parallelism, ExtensionRun.Parallelism - 1), (run.Status.Cases, run.Status.Changed));
        await _tickets[ids[31]].Received(1).ExtendDeadline(Asked);
        await _tickets[ids[32]].DidNotReceive().ExtendDeadline(Arg.Any<DeadlineExtension>());
        await ToEnd(run);
        Assert.Equal((100, 99), (run.Status.Cases, run.Status.Changed));
    }

    [Fact]
    public async Task A_case_the_read_model_did_not_know_yet_is_asked_once_it_has_caught_up()
    {
        var ids = Cases(3);
        _view.Open = ids[..2];
        _view.Passed = false;
        var run = Run();
        await Some(run);
        Assert.Equal((ExtensionState.Running, 2), (run.Status.State, run.Status.Cases));
        Assert.True(run.IsPausing);

        (_view.Open, _view.Passed) = (ids, true);
        await ToEnd(run);
        Assert.Equal((ExtensionState.Done, 3, 3), (run.Status.State, run.Status.Cases, run.Status.Changed));
        await _tickets[ids[0]].Received(1).ExtendDeadline(Asked);
    }

    [Fact]
    public async Task A_case_that_does_not_answer_is_asked_again()
    {
        var ids = Cases(2);
        _view.Open = ids;
        _tickets[ids[0]].ExtendDeadline(Asked).Returns(
            _ => throw new TimeoutException(), _ => new Failure(FailureCodes.StorageUnavailable, "away"), _ => new ExtensionAnswer(true));
        var run = Run();
        await ToEnd(run);
        Assert.Equal((2, 2), (run.Status.Cases, run.Status.Changed));
        await _tickets[ids[0]].Received(3).ExtendDeadline(Asked);
    }

    [Fact]
    public async Task An_hour_without_answers_does_not_make_it_done()
    {
        var ids = Cases(3);
        _view.Open = ids;
        _tickets[ids[0]].ExtendDeadline(Asked).ThrowsAsync(new TimeoutException());
        var run = Run();
        for (var until = _time.GetUtcNow().AddHours(1); _time.GetUtcNow() < until; _time.MoveOn(TimeSpan.FromSeconds(30)))
        {
            await Some(run);
            Assert.Equal((ExtensionState.Running, 2, 2), (run.Status.State, run.Status.Cases, run.Status.Changed));
        }

        Assert.InRange(_tickets[ids[0]].ReceivedCalls().Count(), 30, 70);
        _tickets[ids[0]].ExtendDeadline(Asked).Returns(new ExtensionAnswer(true));
        await ToEnd(run);
        Assert.Equal((3, 3), (run.Status.Cases, run.Status.Changed));
    }

    [Fact]
    public async Task A_case_that_is_not_there_is_left_out()
    {
        var ids = Cases(2);
        _view.Open = ids;
        _tickets[ids[0]].ExtendDeadline(Asked).Returns(new Failure(FailureCodes.NotFound, "There is no such case."));
        var run = Run();
        await ToEnd(run);
        await _tickets[ids[0]].Received(1).ExtendDeadline(Asked);
        Assert.Equal((2, 1), (run.Status.Cases, run.Status.Changed));
    }

    [Fact]
    public async Task An_undo_asks_for_the_undoing()
    {
        var ids = Cases(1);
        _view.Open = ids;
        var run = Run(undone: true);
        await ToEnd(run);
        await _tickets[ids[0]].Received(1).UndoExtension(Asked.Id);
        await _tickets[ids[0]].DidNotReceive().ExtendDeadline(Arg.Any<DeadlineExtension>());
    }

    [Fact]
    public async Task A_read_model_that_is_away_loses_nothing()
    {
        _view.Open = Cases(2);
        _view.Away = true;
        var run = Run();
        await Assert.ThrowsAsync<TimeoutException>(() => run.Advance(TestContext.Current.CancellationToken));
        _view.Away = false;
        await ToEnd(run);
        Assert.Equal(2, run.Status.Changed);
    }

    private ExtensionRun Run(bool undone = false) => new(
        new ExtensionStatus(Asked, "Peak season.", ExtensionState.Running, undone, 0, 0), DateTimeOffset.MinValue, _view, _grains, _time, NullLogger.Instance);

    private async Task ToEnd(ExtensionRun run)
    {
        for (var i = 0; i < 1_000 && run.Status.State != ExtensionState.Done; i++)
        {
            await run.Advance(TestContext.Current.CancellationToken);
            _time.MoveOn(run.IsPausing ? TimeSpan.FromMinutes(1) : TimeSpan.Zero);
        }

        Assert.Equal(ExtensionState.Done, run.Status.State);
    }

    private static async Task Some(ExtensionRun run)
    {
        for (var i = 0; i < 10; i++)
        {
            await run.Advance(TestContext.Current.CancellationToken);
        }
    }

    private ImmutableArray<Guid> Cases(int count)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).ToImmutableArray();
        foreach (var id in ids)
        {
            _tickets[id] = Substitute.For<ITicketGrain>();
            _grains.GetGrain<ITicketGrain>(id).Returns(_tickets[id]);
            Changes(id, true);
        }

        return ids;
    }

    private void Changes(Guid id, bool changed)
    {
        _tickets[id].ExtendDeadline(Asked).Returns(new ExtensionAnswer(changed));
        _tickets[id].UndoExtension(Asked.Id).Returns(new ExtensionAnswer(changed));
    }

    private sealed class View : IOpenDeadlines
    {
        public IReadOnlyList<Guid> Open { get; set; } = [];

        public bool Passed { get; set; } = true;

        public bool Away { get; set; }

        public Task<IReadOnlyList<Guid>> Load(string rule, ImmutableArray<TicketKind> kinds, CancellationToken cancellationToken) => Task.FromResult(Open);

        public Task<bool> Has(string rule, CancellationToken cancellationToken) => Task.FromResult(Open.Count > 0);

        public Task<DateTimeOffset> Mark(CancellationToken cancellationToken) =>
            Away ? throw new TimeoutException() : Task.FromResult(DateTimeOffset.UnixEpoch);

        public Task<bool> HasPassed(DateTimeOffset mark, CancellationToken cancellationToken) => Task.FromResult(Passed);
    }
}
