using AfterSales.ReadModel;
using Microsoft.Extensions.Options;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Dirty;

public sealed class DirtySetTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Many_versions_of_one_ticket_become_its_newest_row()
    {
        var set = Set();
        foreach (var version in (int[])[1, 3, 2])
        {
            set.Mark(Rows.Ticket(1, version));
        }

        Assert.Equal(3, Assert.Single(set.Take(100)).Summary.Version);
    }

    [Fact]
    public void Rows_are_taken_in_the_order_of_their_ids_whatever_order_they_came_in()
    {
        var set = Set();
        foreach (var n in (int[])[5, 1, 9, 3])
        {
            set.Mark(Rows.Ticket(n));
        }

        Assert.Equal([Rows.Id(1), Rows.Id(3), Rows.Id(5), Rows.Id(9)], set.Take(100).Select(row => row.Summary.Id));
    }

    [Fact]
    public void Those_that_wait_longest_are_taken_first_and_age_is_told_of_what_is_left()
    {
        var set = Set();
        foreach (var n in (int[])[5, 1, 9, 3])
        {
            set.Mark(Rows.Ticket(n));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        set.Mark(Rows.Ticket(5, version: 2));
        Assert.Equal([Rows.Id(1), Rows.Id(5)], set.Take(2).Select(row => row.Summary.Id));
        Assert.Equal((TimeSpan.FromSeconds(4), 2), (set.Oldest, set.Count));
        set.Written();
        Assert.Equal(TimeSpan.FromSeconds(2), set.Oldest);

        var failed = set.Take(1);
        set.Mark(Rows.Ticket(1));
        set.Mark(Rows.Ticket(9, version: 2));
        set.PutBack(failed);
        Assert.Equal((TimeSpan.FromSeconds(2), 3), (set.Oldest, set.Count));
        Assert.Equal([(Rows.Id(3), 1), (Rows.Id(9), 2)], set.Take(2).Select(row => (row.Summary.Id, row.Summary.Version)));
        set.Written();
        Assert.Equal([Rows.Id(1)], set.Take(2).Select(row => row.Summary.Id));
    }

    [Fact]
    public void A_full_set_drops_new_tickets_and_still_takes_newer_versions_of_those_it_holds()
    {
        var set = Set(capacity: 2);
        set.Mark(Rows.Ticket(1));
        set.Mark(Rows.Ticket(2));
        set.Mark(Rows.Ticket(3));
        set.Mark(Rows.Ticket(1, version: 2));

        Assert.Equal([(Rows.Id(1), 2), (Rows.Id(2), 1)], set.Take(100).Select(row => (row.Summary.Id, row.Summary.Version)));
    }

    [Fact]
    public void Rows_put_back_wait_again_unless_a_newer_version_came_meanwhile()
    {
        var set = Set();
        set.Mark(Rows.Ticket(1, version: 1));
        set.Mark(Rows.Ticket(2, version: 7));
        var taken = set.Take(100);
        set.Mark(Rows.Ticket(1, version: 2));
        set.Mark(Rows.Ticket(2, version: 6));
        set.PutBack(taken);

        Assert.Equal([(Rows.Id(1), 2), (Rows.Id(2), 7)], set.Take(100).Select(row => (row.Summary.Id, row.Summary.Version)));
    }

    [Fact]
    public void A_row_that_is_being_written_is_still_known_until_it_is_written()
    {
        var set = Set();
        set.Mark(Rows.Ticket(1));
        set.Take(100);
        Assert.True(set.TryGet(Rows.Id(1), out _));

        set.Written();
        Assert.False(set.TryGet(Rows.Id(1), out _));
    }

    [Fact]
    public void The_age_is_that_of_the_oldest_row_not_yet_written()
    {
        var set = Set();
        Assert.Equal(TimeSpan.Zero, set.Oldest);

        set.Mark(Rows.Ticket(1));
        _time.Advance(TimeSpan.FromSeconds(2));
        set.Mark(Rows.Ticket(2));
        Assert.Equal(TimeSpan.FromSeconds(2), set.Oldest);

        var taken = set.Take(100);
        set.Mark(Rows.Ticket(3));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(3), set.Oldest);

        set.PutBack(taken);
        Assert.Equal(TimeSpan.FromSeconds(3), set.Oldest);

        set.Take(100);
        set.Written();
        Assert.Equal(TimeSpan.Zero, set.Oldest);
    }

    [Fact]
    public async Task Who_waits_for_work_is_woken_by_the_first_mark_and_not_before()
    {
        var set = Set();
        var waiting = set.WaitForWork(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        set.Mark(Rows.Ticket(1));
        await waiting.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        set.Take(100);
        set.Written();
        Assert.False(set.WaitForWork(TestContext.Current.CancellationToken).IsCompleted);
    }

    private DirtyTickets Set(int capacity = 100) => new(Options.Create(new ReadModelOptions { MaxDirty = capacity }), _time, TestMetrics.ReadModel);
}
