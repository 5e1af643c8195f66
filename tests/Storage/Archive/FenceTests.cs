using AfterSales.Log;
using AfterSales.ReadModel;
using AfterSales.Tests.Storage.Fixtures;
using AfterSales.Tests.Storage.ReadModel;
using Xunit;
using Rows = AfterSales.Tests.Storage.ReadModel.Rows;

namespace AfterSales.Tests.Storage.Archive;

/// <summary>An archived case can be written to like any other, and by nobody who does not know its newest version.</summary>
public sealed class FenceTests : ArchiveTest
{
    [Fact]
    public async Task Every_version_of_an_archived_case_stays_taken()
    {
        var ticket = await GivenClosed(1, rows: 4);
        var own = (await Load(Log, ticket))[2];
        await Empty(ticket);

        for (var seq = 1; seq <= 4; seq++)
        {
            Assert.Equal(AppendStatus.Conflict, await Log.Append(Row(ticket, seq)));
        }

        // An earlier attempt's own row, sent once more: whoever sent it reads what became of it.
        Assert.Equal(AppendStatus.Conflict, await Log.Append(own));
        Assert.Equal(4, (await Load(Log, ticket)).Count);
    }

    [Fact]
    public async Task The_next_command_follows_and_what_it_adds_is_archived_in_its_turn()
    {
        var ticket = await GivenClosed(1, rows: 3);
        await Empty(ticket);
        Assert.Equal(AppendStatus.Committed, await Log.Append(Row(ticket, 4)));
        var all = await Load(Log, ticket);
        Assert.Equal([1, 2, 3, 4], all.Select(row => row.Seq));
        Assert.Equal((0L, 0L), await Empty(ticket));

        await Process.Get<IRowWriter<TicketRow>>().Write([Rows.Ticket(ticket, 4).Settled()], Cancel);
        Assert.False(await Database.Ask<bool>("select archived from ticket_view"));
        await Follow();
        Assert.Equal((1L, 1L), await Empty(ticket));
        Assert.Equal(4, await Archived(ticket));
        AssertSame(all, await Load(Log, ticket));
    }

    [Fact]
    public async Task Commands_that_arrive_while_a_case_is_archived_are_kept_and_loads_are_always_whole()
    {
        const int Cases = 12;
        const int More = 25;
        for (var n = 1; n <= Cases; n++)
        {
            await GivenClosed(n, rows: 3);
        }

        using var done = new CancellationTokenSource();
        var archiving = Task.Run(async () =>
        {
            var moved = 0L;
            while (!done.IsCancellationRequested)
            {
                moved += (await Empty([.. Enumerable.Range(1, Cases).Select(Rows.Id)])).Item1;
            }

            return moved;
        }, Cancel);
        await Task.WhenAll(Enumerable.Range(1, Cases).Select(async n =>
        {
            var expected = await Load(Log, Rows.Id(n));
            for (var seq = 4; seq <= 3 + More; seq++)
            {
                var row = Row(Rows.Id(n), seq);
                Assert.Equal(AppendStatus.Committed, await Log.Append(row));
                expected.Add(row);
                await Process.Get<IRowWriter<TicketRow>>().Write([Rows.Ticket(Rows.Id(n), seq).Settled()], Cancel);
                await Follow();
                AssertSame(expected, await Load(Log, Rows.Id(n)));
            }
        }));
        await done.CancelAsync();
        Assert.True(await archiving > 0, "nothing was archived meanwhile");

        await Empty([.. Enumerable.Range(1, Cases).Select(Rows.Id)]);
        Assert.Equal(Cases * (3 + More), await Database.Ask<long>("select count(*) from event_log_archive"));
        Assert.Equal(0, await Database.Ask<long>("select count(*) from (select from event_log group by stream_id having max(seq) <> count(*) or min(seq) <> 1) gaps"));
    }

    [Fact]
    public async Task Two_at_once_archive_each_case_once()
    {
        for (var n = 1; n <= 20; n++)
        {
            await GivenClosed(n, rows: 3);
        }

        Guid[] all = [.. Enumerable.Range(1, 20).Select(Rows.Id)];
        var moved = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Empty(all)));
        Assert.Equal((20L, 60L), (moved.Sum(one => one.Cases), moved.Sum(one => one.Rows)));
    }
}
