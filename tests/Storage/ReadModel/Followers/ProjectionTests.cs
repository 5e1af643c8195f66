using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.ReadModel;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Followers;

public sealed class ProjectionTests : ReadModelTest
{
    [Fact]
    public async Task What_a_full_dirty_set_dropped_is_projected_by_the_follower()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString, readModel: options => options.MaxDirty = 1);
        for (var n = 1; n <= 3; n++)
        {
            await Database.Append(StreamKind.Ticket, Rows.Id(n), 1, n);
            process.Get<IDirtyTickets>().Mark(Rows.Ticket(n, n));
        }

        await process.StartAll();
        await Eventually.True(async () => await Database.Ask<long>("select count(*) from ticket_view where version = right(id::text, 1)::int") == 3, "all rows are there");
        Assert.DoesNotContain(Rows.Id(1), process.Projectors.Projected);
    }

    [Fact]
    public async Task What_the_fast_path_has_written_is_not_folded_again()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 3);
        await process.Get<IRowWriter<TicketRow>>().Write([Rows.Ticket(1, version: 3)], Cancel);
        await process.StartProjection();
        await CaughtUp();
        Assert.Empty(process.Projectors.Projected);
    }

    [Fact]
    public async Task The_fast_path_is_given_time_before_a_row_is_folded()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString, options => options.SettleMilliseconds = 10_000);
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        var ensuring = process.Get<ReadModelRepair>().Ensure(
            new SliceStreams([new LogMark(new LogCursor(1, 1), StreamKind.Ticket, Rows.Id(1), 1)]), settle: true, new SliceFaults(), Cancel);
        await process.Get<IRowWriter<TicketRow>>().Write([Rows.Ticket(1)], Cancel);
        await ensuring.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        Assert.Empty(process.Projectors.Projected);
    }

    [Fact]
    public async Task Orders_are_projected_like_tickets_and_other_streams_are_passed()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await Database.Append(StreamKind.Order, Rows.Id(1), 1, 2);
        await Database.Append(StreamKind.Customer, Rows.Id(2), 1, 1);
        await process.StartProjection();
        await CaughtUp();
        Assert.Equal(2, await Database.Ask<int>("select version from order_view"));
        Assert.Equal([Rows.Id(1)], process.Projectors.Projected);
    }

    [Fact]
    public async Task A_voided_opening_leaves_no_row_and_stops_nothing()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        process.Projectors.Shape = (id, version) => id == Rows.Id(1) ? null : Rows.Ticket(id, version);
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        await Database.Append(StreamKind.Ticket, Rows.Id(2), 1, 1);
        await process.StartProjection();
        await CaughtUp();
        Assert.Equal(Rows.Id(2), await Database.Ask<Guid>("select id from ticket_view"));
    }

    [Fact]
    public async Task A_projector_that_fails_holds_the_cursor_until_it_succeeds()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var failing = true;
        process.Projectors.Shape = (id, version) => Volatile.Read(ref failing) ? throw new InvalidDataException("cannot be read") : Rows.Ticket(id, version);
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        await process.StartProjection();
        await Eventually.True(() => process.Projectors.Projected.Count >= 3, "the slice is tried again");
        Assert.Equal(0, await Database.Ask<long>("select position from follower_cursor where name = 'projection'"));

        Volatile.Write(ref failing, false);
        await CaughtUp();
        Assert.Equal(1, await Database.Ask<long>("select count(*) from ticket_view"));
    }

    [Fact]
    public async Task An_older_process_leaves_rows_of_a_newer_projection_and_the_cursor_to_the_newer_process()
    {
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        await using var newer = new ReadModelProcess(Database.ConnectionString, readModel: options => options.Projection = TicketRow.Projection + 1);
        await newer.Get<IRowWriter<TicketRow>>().Write([Rows.Ticket(1)], Cancel);
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 2, 2);

        await using var older = new ReadModelProcess(Database.ConnectionString);
        var streams = new SliceStreams([new LogMark(new LogCursor(1, 1), StreamKind.Ticket, Rows.Id(1), 2)]);
        await Assert.ThrowsAsync<NewerProjectionException>(() => older.Get<ReadModelRepair>().Ensure(streams, settle: false, new SliceFaults(), Cancel));
        await older.StartProjection();
        await newer.StartProjection();
        await CaughtUp();
        Assert.Equal(2, await Database.Ask<int>("select version from ticket_view"));
    }

    private Task CaughtUp() => Eventually.True(
        () => Database.Ask<bool>("select (tx, position) = (select tx, position from event_log order by tx desc, position desc limit 1) from follower_cursor where name = 'projection'"),
        "the cursor is at the end of the log");
}
