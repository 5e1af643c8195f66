using AfterSales.Log;
using AfterSales.Tests.Storage.Fixtures;
using Xunit;

namespace AfterSales.Tests.Storage.Log.Compliance;

public abstract partial class EventLogCompliance
{
    [Fact]
    public async Task The_reader_shows_each_row_once_in_order_of_its_stream_whatever_the_page()
    {
        await using var store = Create();
        await Task.WhenAll(Streams.Select(stream => store.Log.AppendAll(stream, 5)));

        foreach (var page in new[] { 1, 7, 1_000 })
        {
            var rows = await ReadWhole(store.Reader, page, Streams.Length * 5);
            Assert.All(rows.GroupBy(row => row.Row.StreamId), stream => Assert.Equal([1, 2, 3, 4, 5], stream.Select(row => row.Row.Seq)));
            Assert.Equal(rows.OrderBy(row => row.Cursor).Select(row => row.Cursor), rows.Select(row => row.Cursor));
        }
    }

    [Fact]
    public async Task Marks_name_the_same_rows_as_the_full_read()
    {
        await using var store = Create();
        await Task.WhenAll(Streams.Take(5).Select(stream => store.Log.AppendAll(stream, 3)));

        var rows = await ReadWhole(store.Reader, 100, 15);
        var marks = await store.Reader.ReadMarks(LogCursor.Start, 100, CancellationToken.None);

        Assert.Equal(rows.Select(row => new LogMark(row.Cursor, row.Row.Kind, row.Row.StreamId, row.Row.Seq)), marks);
    }

    [Fact]
    public async Task Only_the_beginning_and_the_places_of_rows_are_places()
    {
        await using var log = Create();
        await log.Log.AppendAll(Streams[0], 2);
        Assert.True(await log.Reader.Holds(LogCursor.Start, TestContext.Current.CancellationToken));
        await Patience.Until("both rows are visible", async () => (await log.Reader.Read(LogCursor.Start, 10, TestContext.Current.CancellationToken)).Count == 2);
        foreach (var row in await log.Reader.Read(LogCursor.Start, 10, TestContext.Current.CancellationToken))
        {
            Assert.True(await log.Reader.Holds(row.Cursor, TestContext.Current.CancellationToken));
            Assert.False(await log.Reader.Holds(row.Cursor with { Position = row.Cursor.Position + 100 }, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task After_the_last_cursor_only_what_came_later_is_read()
    {
        await using var store = Create();
        await store.Log.AppendAll(Streams[0], 3);
        var before = await ReadWhole(store.Reader, 100, 3);
        var later = Rows.Row(Streams[1], 1);
        await store.Log.Append(later);

        var both = await ReadWhole(store.Reader, 100, 4);

        var read = await store.Reader.Read(before[^1].Cursor, 100, CancellationToken.None);
        Rows.AssertSame(later, Assert.Single(read).Row);
        Assert.Equal(both[^1].Cursor, read[0].Cursor);
    }

    private static async Task<List<LoggedRow>> ReadWhole(ILogReader reader, int page, int expected)
    {
        // A transaction of another test on the same server may hold readers back for a moment.
        await Patience.Until(
            $"the reader sees {expected} rows",
            async () => (await reader.ReadMarks(LogCursor.Start, 1_000, CancellationToken.None)).Count == expected);
        var all = new List<LoggedRow>();
        while (await reader.Read(all.Count == 0 ? LogCursor.Start : all[^1].Cursor, page, CancellationToken.None) is { Count: > 0 } rows)
        {
            all.AddRange(rows);
        }

        return all;
    }
}
