using AfterSales.Log;
using AfterSales.Streams;
using AfterSales.Tickets;
using AfterSales.Time;
using Xunit;

namespace AfterSales.Tests.Domain.Streams;

/// <summary>
/// A ticket's ConfirmOrVoid interleaves with its own commands. Symptoms these hold back: an opening acknowledged behind its own fence (two cases on one
/// line), and an acknowledged command answered with the state before it.
/// </summary>
public sealed class InterleavingTests
{
    private readonly ScriptedLog _log = new();
    private readonly EventStream<TicketState, TicketEvent, TicketFold> _stream;

    public InterleavingTests() =>
        _stream = new(new EventStreamServices(_log, new FixedClock(), new MembershipEpoch()), TicketCodec.Instance, StreamKind.Ticket, Guid.NewGuid());

    [Fact]
    public async Task A_command_decided_before_a_fence_is_not_written_behind_it()
    {
        await _stream.EnsureCurrent();
        var decidedOn = _stream.Version;
        Assert.Equal(AppendStatus.Committed, await Commit(_stream.Version));

        Assert.Equal(AppendStatus.Conflict, await Commit(decidedOn));
        Assert.Single(_log.Rows);
    }

    [Fact]
    public async Task A_load_that_began_before_a_commit_does_not_put_the_older_state_back()
    {
        await _stream.EnsureCurrent();
        _log.HeldAppend = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _log.HeldLoad = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var olderThanTheCommit = _log.Seen;
        var load = _log.HeldLoad;
        var commit = Commit(_stream.Version);

        _stream.Invalidate();
        var reading = _stream.EnsureCurrent();
        _log.HeldAppend.SetResult(AppendStatus.Committed);
        load.SetResult(olderThanTheCommit);

        Assert.Equal(AppendStatus.Committed, await commit);
        await reading;
        Assert.Equal(1, _stream.Version);
        Assert.True(_stream.State.IsVoid);
    }

    private Task<AppendStatus> Commit(int expected) =>
        _stream.Commit(expected, [new OpeningVoided()], new RowOrigin("test", CommandId.New()), _stream.NextTime());

    private sealed class FixedClock : IBusinessClock
    {
        public DateTimeOffset Now { get; } = new(2026, 11, 11, 8, 0, 0, TimeSpan.Zero);
    }
}
