using AfterSales.Log;
using AfterSales.ReadModel;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Followers;

public sealed class ReadLagTests : ReadModelTest
{
    [Fact]
    public async Task Without_anything_to_read_there_is_no_lag_however_long_ago_the_follower_moved()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var lag = process.Get<ReadLag>();
        await lag.Refresh(Cancel);
        Assert.Equal(TimeSpan.Zero, lag.Current);

        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        await Database.Readable();
        await Database.Execute(
            "insert into follower_cursor (name, tx, position, caught_up_at) select 'projection', tx, position, now() - interval '1 h' from event_log");
        await lag.Refresh(Cancel);
        Assert.Equal(TimeSpan.Zero, lag.Current);
    }

    [Fact]
    public async Task A_row_behind_which_the_follower_stays_is_a_lag_in_every_process()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        await Database.Readable();
        await Database.Execute("insert into follower_cursor (name, caught_up_at) values ('projection', now() - interval '30 s')");
        await Database.Execute("update event_log set at = now() - interval '1 h'");
        await Database.Readable();
        var lag = process.Get<ReadLag>();
        await lag.Refresh(Cancel);
        Assert.InRange(lag.Current, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_row_written_after_a_long_stop_is_not_behind_for_as_long_as_the_stop()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        await Database.Execute("update event_log set at = now() - interval '1 s'");
        await Database.Readable();
        await Database.Execute("insert into follower_cursor (name, caught_up_at) values ('projection', now() - interval '1 day')");
        var lag = process.Get<ReadLag>();
        await lag.Refresh(Cancel);
        Assert.InRange(lag.Current, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_row_that_waits_in_this_process_is_a_lag()
    {
        var time = new ManualTime();
        await using var process = new ReadModelProcess(Database.ConnectionString, also: services => Replace(services, time));
        process.Get<IDirtyTickets>().Mark(Rows.Ticket(1));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), process.Get<IReadLag>().Current);
    }

    [Fact]
    public async Task A_follower_that_is_behind_says_so_and_one_that_caught_up_too()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString, options => options.SliceSize = 2);
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 9);
        await process.StartProjection();
        await Eventually.True(
            () => Database.Ask<bool>("select position = 9 from follower_cursor where name = 'projection'"), "the log is read");
        var lag = process.Get<ReadLag>();
        await lag.Refresh(Cancel);
        Assert.Equal(TimeSpan.Zero, lag.Current);
        await Eventually.True(
            () => Database.Ask<bool>("select caught_up_at > (select max(at) from event_log) from follower_cursor where name = 'projection'"), "it says until when");
    }

    private static void Replace(Microsoft.Extensions.DependencyInjection.IServiceCollection services, TimeProvider time) =>
        services.Add(new Microsoft.Extensions.DependencyInjection.ServiceDescriptor(typeof(TimeProvider), time));
}
