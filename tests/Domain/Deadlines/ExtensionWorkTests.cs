using AfterSales.Deadlines;
using AfterSales.Tests.Domain.Queues;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Orleans;
using Xunit;

namespace AfterSales.Tests.Domain.Deadlines;

/// <summary>What one activation works on, and what it waits for. One case, whose calls end when the test says.</summary>
public sealed class ExtensionWorkTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly IOpenDeadlines _open = Substitute.For<IOpenDeadlines>();
    private readonly ITicketGrain _ticket = Substitute.For<ITicketGrain>();
    private readonly List<(string Call, DateTimeOffset At)> _calls = [];
    private readonly TaskCompletionSource<Outcome<ExtensionAnswer>> _held = new();
    private readonly ExtensionWork _work;
    private bool _hangs;
    private ExtensionsState _state = new();

    public ExtensionWorkTests()
    {
        var grains = Substitute.For<IGrainFactory>();
        grains.GetGrain<ITicketGrain>(Arg.Any<Guid>()).Returns(_ticket);
        _open.Load(Arg.Any<string>(), default, Arg.Any<CancellationToken>()).ReturnsForAnyArgs([Guid.NewGuid()]);
        _open.HasPassed(default, Arg.Any<CancellationToken>()).ReturnsForAnyArgs(true);
        _ticket.ExtendDeadline(Arg.Any<DeadlineExtension>()).Returns(call => Called($"extend {call.Arg<DeadlineExtension>().Rule}"));
        _ticket.UndoExtension(Arg.Any<Guid>()).Returns(_ => Called("undo"));
        _work = new ExtensionWork(_open, grains, _time, NullLogger.Instance);
    }

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Whoever_asks_is_not_kept_waiting_by_a_case_that_hangs()
    {
        _hangs = true;
        Ask("one");
        Assert.Null(_work.Go(_state));
        Assert.Equal((ExtensionState.Running, 0), (_work.Go(_state)!.State, _work.Go(_state)!.Cases));
        Assert.Equal(["extend one"], _calls.Select(call => call.Call));
    }

    [Fact]
    public void An_undoing_begins_when_the_calls_of_the_extension_have_ended()
    {
        _hangs = true;
        var id = Ask("one");
        _work.Settled(id);
        _work.Go(_state);
        Undo(id);
        Ticks(100);
        Assert.DoesNotContain(_calls, call => call.Call == "undo");

        // It did not answer in time: it may still be reached by the call.
        var silent = _time.GetUtcNow();
        _hangs = false;
        _held.SetException(new TimeoutException());
        Ticks(600);
        Assert.True(_calls.First(call => call.Call == "undo").At >= silent + ExtensionWork.CallsEnd);
        Assert.Equal(1, _calls.Count(call => call.Call == "extend one"));
        Assert.Equal(ExtensionState.Done, _state.Find(id)!.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_a_restart_an_undoing_waits_for_calls_it_does_not_know_of(bool settled)
    {
        var (id, start) = (Ask("one"), _time.GetUtcNow());
        Undo(id);
        if (settled)
        {
            _work.Settled(id);
        }

        Ticks(600);
        var undone = _calls.First(call => call.Call == "undo").At;
        Assert.Equal(settled, undone < start.AddSeconds(1));
        Assert.True(settled || undone >= start + ExtensionWork.CallsEnd);
    }

    [Fact]
    public void One_that_waits_does_not_keep_the_others_from_their_turn()
    {
        Undo(Ask("one"));
        var second = Ask("two");
        Ticks(3);
        Assert.Equal("extend two", Assert.Single(_calls).Call);
        Assert.Equal(ExtensionState.Done, _state.Find(second)!.State);
    }

    /// <summary>The actor's timer, each 100 ms.</summary>
    private void Ticks(int count)
    {
        for (var n = 0; n < count; n++)
        {
            if (_work.Go(_state) is { } status)
            {
                _state = ExtensionChanges.With(_state, status);
            }

            _time.MoveOn(TimeSpan.FromMilliseconds(100));
        }
    }

    private Guid Ask(string rule)
    {
        var asked = new DeadlineExtension(Guid.NewGuid(), rule, [], TimeSpan.FromDays(7), DateTimeOffset.UnixEpoch, "l-1");
        _state = new ExtensionsState { Extensions = _state.Extensions.Add(new ExtensionStatus(asked, "Peak season.", ExtensionState.Running, false, 0, 0)) };
        return asked.Id;
    }

    private void Undo(Guid id) => _state = ExtensionChanges.Undo(_state, id, CommandId.New()).Value.Next!;

    private Task<Outcome<ExtensionAnswer>> Called(string call)
    {
        _calls.Add((call, _time.GetUtcNow()));
        return _hangs ? _held.Task : Task.FromResult<Outcome<ExtensionAnswer>>(new ExtensionAnswer(true));
    }
}
