using AfterSales.Live;
using AfterSales.Log;
using AfterSales.Log.Postgres;
using AfterSales.Storage;
using Microsoft.Extensions.Options;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Live;

public sealed class LiveLogTests : ReadModelTest
{
    private StorageDataSources? _sources;

    private PostgresLiveLog Log => new(_sources!);

    [Fact]
    public async Task The_end_is_the_newest_row_that_can_be_read()
    {
        Assert.Equal(LogCursor.Start, await Log.ReadEnd(Cancel));
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 3);
        await Database.Readable();
        var rows = await new PostgresLogReader(_sources!).Read(LogCursor.Start, 10, Cancel);
        Assert.Equal(rows[^1].Cursor, await Log.ReadEnd(Cancel));
    }

    [Fact]
    public async Task A_row_that_is_not_committed_is_not_passed()
    {
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        await Database.Readable();
        var before = await Log.ReadEnd(Cancel);
        await using var late = await Database.Source.OpenConnectionAsync(Cancel);
        await using var transaction = await late.BeginTransactionAsync(Cancel);
        await LogRows.InsertOn(late, StreamKind.Ticket, Rows.Id(2), 1);
        await Database.Append(StreamKind.Ticket, Rows.Id(3), 1, 1);
        Assert.Equal(before, await Log.ReadEnd(Cancel));
        await transaction.CommitAsync(Cancel);
    }

    [Fact]
    public async Task Rows_of_a_stream_are_read_between_two_places_in_order_and_bounded()
    {
        for (var seq = 1; seq <= 5; seq++)
        {
            await Database.Append(StreamKind.Ticket, Rows.Id(1), seq, seq);
            await Database.Append(StreamKind.Ticket, Rows.Id(2), seq, seq);
        }

        await Database.Readable();
        var all = (await new PostgresLogReader(_sources!).Read(LogCursor.Start, 100, Cancel)).Where(row => row.Row.StreamId == Rows.Id(1)).ToArray();
        Assert.Equal([2, 3, 4], await Read(all[0].Cursor, all[3].Cursor, 10));
        Assert.Equal([2, 3], await Read(all[0].Cursor, all[3].Cursor, 2));
        Assert.Equal([1, 2, 3, 4, 5], await Read(LogCursor.Start, all[4].Cursor, 10));
        Assert.Empty(await Read(all[4].Cursor, all[4].Cursor, 10));
    }

    [Fact]
    public async Task A_place_that_the_log_has_not_come_to_is_of_another_one()
    {
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        await Database.Readable();
        var end = await Log.ReadEnd(Cancel);
        Assert.True(await Log.Holds(end, Cancel));
        Assert.False(await Log.Holds(end with { Tx = end.Tx + 1_000_000 }, Cancel));
    }

    private protected override Task Prepare()
    {
        var options = new StorageOptions { ConnectionString = Database.ConnectionString };
        _sources = new StorageDataSources(Options.Create(options), Options.Create(new EventLogOptions()));
        return Task.CompletedTask;
    }

    private protected override async Task CleanUp()
    {
        if (_sources is not null)
        {
            await _sources.DisposeAsync();
        }
    }

    private async Task<IEnumerable<int>> Read(LogCursor after, LogCursor through, int limit) =>
        (await Log.ReadStream(Rows.Id(1), after, through, limit, Cancel)).Select(row => row.Row.Seq);
}
