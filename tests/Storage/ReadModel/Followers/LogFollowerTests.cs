using AfterSales.Log;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Followers;

public sealed class LogFollowerTests : ReadModelTest
{
    [Fact]
    public async Task Every_row_is_handed_over_once_in_order_whatever_the_size_of_a_slice()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString, options => options.SliceSize = 3);
        var consumer = new RecordingConsumer();
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 7);
        await process.Start(process.Follower(consumer));
        await Eventually.True(() => consumer.Seen.Count == 7, "the rows before the start are seen");
        await Database.Append(StreamKind.Order, Rows.Id(2), 1, 5);
        await Eventually.True(() => consumer.Seen.Count >= 12, "the rows after the start are seen");

        Assert.Equal(Enumerable.Range(1, 7).Select(seq => (Rows.Id(1), seq)).Concat(Enumerable.Range(1, 5).Select(seq => (Rows.Id(2), seq))), consumer.Seen);
    }

    [Fact]
    public async Task A_slice_that_fails_comes_again_and_nothing_after_it_comes_first()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString, options => options.SliceSize = 1);
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 3);
        var failures = 0;
        var consumer = new RecordingConsumer();
        consumer.During = slice => slice[0].Seq == 2 && ++failures <= 3 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
        await process.Start(process.Follower(consumer));

        await Eventually.True(() => consumer.Seen.Count == 3, "the slice succeeds in the end");
        Assert.Equal([1, 2, 3], consumer.Seen.Select(row => row.Seq));
        Assert.Equal(4, failures);
    }

    [Fact]
    public async Task After_a_crash_between_the_slice_and_its_cursor_the_slice_comes_again()
    {
        var first = new RecordingConsumer();
        await using (var process = new ReadModelProcess(Database.ConnectionString))
        {
            await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 2);
            await process.Start(process.Follower(first));
            await Eventually.True(async () => await Cursor() == await LastPosition(), "the first rows are behind the cursor");

            // From here on this process can move nothing, as if it were dead: the lease has gone to nobody who renews it.
            first.During = _ => Database.Execute("update follower_cursor set lease_owner = 'gone', lease_until = now() where name = 'recording'");
            var before = await Cursor();
            await Database.Append(StreamKind.Ticket, Rows.Id(1), 3, 4);
            await Eventually.True(() => first.Seen.Any(row => row.Seq == 3), "the slice is consumed");
            Assert.Equal(before, await Cursor());
        }

        await using var next = new ReadModelProcess(Database.ConnectionString);
        var second = new RecordingConsumer();
        await next.Start(next.Follower(second));
        await Eventually.True(() => second.Seen.Any(row => row.Seq == 4), "the next process resumes");
        Assert.Equal([3, 4], second.Seen.Select(row => row.Seq));
    }

    [Fact]
    public async Task Rows_of_a_transaction_that_commits_late_are_neither_lost_nor_passed()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var consumer = new RecordingConsumer();
        await process.Start(process.Follower(consumer));
        await using var late = await Database.Source.OpenConnectionAsync(Cancel);
        await using var transaction = await late.BeginTransactionAsync(Cancel);
        await LogRows.InsertOn(late, StreamKind.Ticket, Rows.Id(1), 1);
        await Database.Append(StreamKind.Ticket, Rows.Id(2), 1, 1);
        // Positions interleave: the late transaction writes before and after the one that commits first.
        await LogRows.InsertOn(late, StreamKind.Ticket, Rows.Id(3), 1);
        await transaction.CommitAsync(Cancel);
        await Database.Append(StreamKind.Ticket, Rows.Id(4), 1, 1);

        await Eventually.True(() => consumer.Seen.Count == 4, "all four rows are seen");
        Assert.Equal([Rows.Id(1), Rows.Id(3), Rows.Id(2), Rows.Id(4)], consumer.Seen.Select(row => row.Stream));
    }

    [Fact]
    public async Task Many_writers_at_once_lose_no_row()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString, options => options.SliceSize = 7);
        var consumer = new RecordingConsumer();
        await process.Start(process.Follower(consumer));
        await Task.WhenAll(Enumerable.Range(1, 8).Select(async writer =>
        {
            await using var connection = await Database.Source.OpenConnectionAsync(Cancel);
            for (var seq = 1; seq <= 40; seq += 2)
            {
                await using var transaction = await connection.BeginTransactionAsync(Cancel);
                await LogRows.InsertOn(connection, StreamKind.Ticket, Rows.Id(writer), seq);
                await LogRows.InsertOn(connection, StreamKind.Ticket, Rows.Id(writer), seq + 1);
                await transaction.CommitAsync(Cancel);
            }
        }));

        await Eventually.True(() => consumer.Seen.Count >= 320, "all rows are seen");
        Assert.Equal(320, consumer.Seen.Distinct().Count());
        Assert.Equal(320, consumer.Seen.Count);
        Assert.All(consumer.Seen.GroupBy(row => row.Stream), stream => Assert.Equal(Enumerable.Range(1, 40), stream.Select(row => row.Seq)));
    }

    private Task<long> Cursor() => Database.Ask<long>("select position from follower_cursor where name = 'recording'");

    private Task<long> LastPosition() => Database.Ask<long>("select max(position) from event_log");
}
