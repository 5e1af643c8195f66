using AfterSales.Log;
using AfterSales.Log.Postgres.Appending;
using AfterSales.Tests.Storage.Fixtures;
using Xunit;

namespace AfterSales.Tests.Storage.Log.Postgres;

public sealed class AppendQueueTests
{
    private const int AnyBytes = 1_000_000;
    private readonly AppendCapacity _capacity = new(total: 4, systemReserve: 1);
    private readonly AppendQueue _queue;

    public AppendQueueTests() => _queue = new AppendQueue(_capacity);

    [Fact]
    public async Task A_row_counts_until_it_is_answered_not_until_it_is_taken()
    {
        var first = Add();
        Add();
        Add();
        Assert.Equal(AppendStatus.Overloaded, _queue.TryAdd(Pending(), AppendLane.Command));
        Take(4, AnyBytes);
        Assert.Equal(AppendStatus.Overloaded, _queue.TryAdd(Pending(), AppendLane.Command));

        _queue.Settle(first, AppendStatus.Committed);

        Assert.Null(_queue.TryAdd(Pending(), AppendLane.Command));
        Assert.Equal(AppendStatus.Committed, await first.Task);
        Assert.Equal(3, _capacity.Used);
    }

    [Fact]
    public void A_batch_ends_at_the_rows_or_the_bytes_but_holds_at_least_one()
    {
        Add();
        Add();
        Add();

        Assert.Single(Take(4, maxBytes: 1));
        Assert.Single(Take(1, AnyBytes));
        Assert.Single(Take(4, AnyBytes));
    }

    [Fact]
    public async Task Rows_queued_before_a_failure_of_their_stream_fail_and_later_ones_are_tried()
    {
        var stream = Guid.NewGuid();
        var (failed, behind, other) = (Add(stream, 5), Add(stream, 6), Add());
        Take(1, AnyBytes);
        _queue.Settle(failed, AppendStatus.Unknown);
        _queue.Settle(other, AppendStatus.Committed);
        var later = Add(stream, 6);

        Assert.True(_queue.SettleIfCutOff(behind));
        Assert.False(_queue.SettleIfCutOff(later));

        // Nothing of it was written, so it is not unknown.
        Assert.Equal(AppendStatus.Unavailable, await behind.Task);
    }

    [Fact]
    public async Task Expired_rows_are_answered_as_unavailable_in_order()
    {
        var old = Add(deadline: 10);
        var young = Add(deadline: 20);

        _queue.Expire(now: 15);

        Assert.Equal(AppendStatus.Unavailable, await old.Task);
        Assert.False(young.IsSettled);
        Assert.Same(young, Assert.Single(Take(4, AnyBytes)));
    }

    [Fact]
    public async Task A_closed_queue_admits_nothing_and_ends_when_it_is_empty()
    {
        var row = Add();
        _queue.Close();

        Assert.Equal(AppendStatus.Unavailable, _queue.TryAdd(Pending(), AppendLane.System));
        Assert.True(await _queue.WaitToTake());
        Assert.Same(row, Assert.Single(Take(4, AnyBytes)));
        Assert.False(await _queue.WaitToTake());
    }

    [Fact]
    public async Task A_waiting_loop_wakes_for_a_row()
    {
        var waiting = _queue.WaitToTake();
        Assert.False(waiting.IsCompleted);

        Add();

        Assert.True(await waiting.Within("the loop wakes"));
    }

    private PendingAppend Add(Guid? stream = null, int seq = 1, long deadline = long.MaxValue)
    {
        var row = Pending(stream, seq, deadline);
        Assert.Null(_queue.TryAdd(row, AppendLane.Command));
        return row;
    }

    private List<PendingAppend> Take(int maxRows, int maxBytes)
    {
        var batch = new List<PendingAppend>();
        _queue.Take(batch, maxRows, maxBytes);
        return batch;
    }

    private static PendingAppend Pending(Guid? stream = null, int seq = 1, long deadline = long.MaxValue) =>
        new(Rows.Row(stream ?? Guid.NewGuid(), seq), deadline);
}
