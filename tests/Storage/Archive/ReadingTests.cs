using AfterSales.Followers;
using AfterSales.Live;
using AfterSales.Log;
using AfterSales.Notifications;
using AfterSales.ReadModel;
using AfterSales.Storage;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Storage.Archive;

/// <summary>Whoever reads the log reads the same, archived or not.</summary>
public sealed class ReadingTests : ArchiveTest
{
    [Fact]
    public async Task Contents_move_and_keys_stay()
    {
        var ticket = await GivenClosed(1, rows: 5);
        Log.OfferSnapshot(new StreamSnapshot(ticket, 3, 1, "{}"u8.ToArray()));
        await ReadModel.Eventually.True(() => Database.Ask<bool>("select exists (select 1 from stream_snapshot)"), "the snapshot is written");

        Assert.Equal((1L, 5L), await Empty(ticket));

        Assert.Equal(5, await Archived(ticket));
        Assert.Equal(5, await Database.Ask<long>("""select count(*) from event_log where data::text = '[{"t":"archived.v1"}]' and personal is null and trace_id is null and actor = ''"""));
        Assert.True(await Database.Ask<bool>("select archived from ticket_view"));
        Assert.Equal(0, await Database.Ask<long>("select count(*) from stream_snapshot"));
        Assert.Equal((0L, 0L), await Empty(ticket));
    }

    [Fact]
    public async Task A_stream_loads_as_before()
    {
        var (archived, other) = (await GivenClosed(1), await GivenClosed(2));
        var before = await Load(Log, archived);
        var commands = await Log.ReadCommands(archived, 5);
        await Empty(archived);

        AssertSame(before, await Load(Log, archived));
        Assert.Equal([.. await Task.WhenAll(Load(Log, archived), Load(Log, other))], [.. new[] { before, await Load(Log, other) }], SameRows.Instance);
        AssertSame(before[1..3], await Log.Read(archived, 1, 3, 10));
        Assert.Equal(commands, await Log.ReadCommands(archived, 5));
        Assert.Equal(5, await Log.ReadVersion(archived));
    }

    [Fact]
    public async Task The_order_of_the_log_and_every_place_in_it_stay()
    {
        var ticket = await GivenClosed(1);
        await GivenClosed(2);
        await Database.Readable();
        var rows = await Store.Reader.Read(LogCursor.Start, 100, Cancel);
        var marks = await Store.Reader.ReadMarks(LogCursor.Start, 100, Cancel);
        await Empty(ticket);
        await Database.Readable();

        for (var place = 0; place < rows.Count; place++)
        {
            Assert.True(await Store.Reader.Holds(rows[place].Cursor, Cancel));
            var after = await Store.Reader.Read(rows[place].Cursor, 100, Cancel);
            Assert.Equal(rows.Skip(place + 1).Select(row => row.Cursor), after.Select(row => row.Cursor));
            AssertSame([.. rows.Skip(place + 1).Select(row => row.Row)], [.. after.Select(row => row.Row)]);
        }

        Assert.Equal(marks, await Store.Reader.ReadMarks(LogCursor.Start, 100, Cancel));
    }

    [Fact]
    public async Task The_export_goes_on_at_a_place_from_before()
    {
        var ticket = await GivenClosed(1);
        await Database.Readable();
        var export = Process.Get<IEventExport>();
        var before = (await export.Read(null, 100, Cancel)).Value!.Items;
        await Empty(ticket);
        await Database.Readable();

        var after = (await export.Read(before[1].Cursor, 100, Cancel)).Value!.Items;
        Assert.Equal(before.Skip(2).Select(Text), after.Select(Text));

        static string Text(ExportedEvent row) => $"{row.Cursor} {row.Seq} {row.Actor} {row.TraceId} {System.Text.Encoding.UTF8.GetString(row.Events.Span)}";
    }

    [Fact]
    public async Task Live_streams_followers_and_notifications_see_the_events()
    {
        var ticket = await GivenClosed(1);
        await Database.Readable();
        var before = await Load(Log, ticket);
        await Empty(ticket);
        await Database.Readable();

        var live = new PostgresLiveLog(Process.Get<StorageDataSources>());
        AssertSame(before, [.. (await live.ReadStream(ticket, LogCursor.Start, await live.ReadEnd(Cancel), 100, Cancel)).Select(row => row.Row)]);

        var faults = new SliceFaults();
        var rows = await Process.Get<CaseRows>().Read([new CaseSpan(ticket, 1, 4)], faults, Fault.OfView, Cancel);
        Assert.Equal([2, 3, 4], rows.Select(row => row.Version));
        Assert.All(rows, row => Assert.IsType<Replied>(Assert.Single(row.Events)));
        Assert.All(rows, row => Assert.Equal(("agent-17", (string?)null), (row.Actor, row.Events[0].Personal?.Text)));

        var notices = new NoticeLog(Process.Get<ReadModelDb>());
        var marks = await Store.Reader.ReadMarks(LogCursor.Start, 100, Cancel);
        Assert.Equal([1, 2, 3, 4, 5], (await notices.Read(marks, faults, Cancel)).Select(row => row.Seq));
        Assert.True((await notices.Products([ticket], faults, Cancel)).ContainsKey(ticket));
        Assert.Empty(faults.All);
    }

    private sealed class SameRows : IEqualityComparer<List<LogRow>>
    {
        public static SameRows Instance { get; } = new();

        public bool Equals(List<LogRow>? one, List<LogRow>? other)
        {
            AssertSame(one!, other!);
            return true;
        }

        public int GetHashCode(List<LogRow> rows) => rows.Count;
    }
}
