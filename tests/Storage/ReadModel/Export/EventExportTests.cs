using System.Text;
using AfterSales.Followers;
using AfterSales.Log;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Export;

public sealed class EventExportTests : ReadModelTest
{
    [Fact]
    public async Task Pages_hold_every_row_once_and_any_row_is_a_place_to_resume()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 7);
        await Database.Readable();
        var export = process.Get<IEventExport>();
        var rows = new List<ExportedEvent>();
        string? cursor = null;
        while ((await export.Read(cursor, 3, Cancel)).Value is { Items.Count: > 0 } page)
        {
            rows.AddRange(page.Items);
            cursor = page.Next;
        }

        Assert.Equal(Enumerable.Range(1, 7), rows.Select(row => row.Seq));
        Assert.Equal(rows[^1].Cursor, cursor);
        Assert.Equal([5, 6, 7], (await export.Read(rows[3].Cursor, 10, Cancel)).Value!.Items.Select(row => row.Seq));
        Assert.Equal(cursor, (await export.Read(cursor, 10, Cancel)).Value!.Next);
    }

    [Fact]
    public async Task A_row_carries_its_events_and_nothing_personal()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        await Database.Readable();
        var row = Assert.Single((await process.Get<IEventExport>().Read(null, 10, Cancel)).Value!.Items);
        Assert.Equal((StreamKind.Ticket, Rows.Id(1), 1, "a-17"), (row.StreamKind, row.StreamId, row.Seq, row.Actor));
        Assert.Equal("""[{"$type":"noted.v1"}]""", Encoding.UTF8.GetString(row.Events.Span));
    }

    [Fact]
    public async Task A_late_commit_is_not_skipped()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var export = process.Get<IEventExport>();
        await using var late = await Database.Source.OpenConnectionAsync(Cancel);
        await using var transaction = await late.BeginTransactionAsync(Cancel);
        await LogRows.InsertOn(late, StreamKind.Ticket, Rows.Id(1), 1);
        await Database.Append(StreamKind.Ticket, Rows.Id(2), 1, 1);

        var before = (await export.Read(null, 10, Cancel)).Value!;
        Assert.Empty(before.Items);
        await transaction.CommitAsync(Cancel);
        await Database.Readable();
        var after = (await export.Read(before.Next, 10, Cancel)).Value!;
        Assert.Equal([Rows.Id(1), Rows.Id(2)], after.Items.Select(row => row.StreamId));
    }
}
