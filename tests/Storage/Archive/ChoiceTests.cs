using AfterSales.Archive;
using AfterSales.Followers;
using AfterSales.ReadModel;
using AfterSales.Tests.Storage.ReadModel;
using Xunit;

namespace AfterSales.Tests.Storage.Archive;

/// <summary>Which cases may be archived, and who does it when.</summary>
public sealed class ChoiceTests : ArchiveTest
{
    public static TheoryData<string, string> Reasons => new()
    {
        { "it is open", "update ticket_view set settled = false" },
        { "a clock runs", "update ticket_view set armed = true" },
        { "it waits in a queue", "update ticket_view set waits = true" },
        { "it wants to be routed", "update ticket_view set unrouted = true" },
        { "the read model is behind", "update ticket_view set version = 4" },
        { "its last row is too young, whatever the read model says", "update event_log set at = '2027-06-01' where seq = 5" },
        { "the first follower has not passed it", "update follower_cursor set position = position - 1 where name = 'projection'" },
        { "notifications have not passed it", "update follower_cursor set position = position - 1 where name = 'notifications'" },
        { "webhooks have not passed it", "update follower_cursor set position = position - 1 where name = 'webhooks'" },
        { "nobody knows how far webhooks are", "delete from follower_cursor where name = 'webhooks'" },
        { "its order has not been told", "insert into follower_parked (consumer, stream_id, receiver, version, error, attempts) select 'projection', id, 'order o-1', 5, 'x', 1 from ticket_view" },
        { "a webhook of it waits", """
            insert into webhook_endpoint (id, version, url, events, enabled, enabled_at, secret, created_at, updated_at, updated_by)
                values ('00000000-0000-0000-0000-0000000000aa', 1, 'https://x', '{ticket.*}', true, now(), '', now(), now(), 'x');
            insert into webhook_track (endpoint_id, ticket_id, last_sequence, head) select '00000000-0000-0000-0000-0000000000aa', id, 1, 1 from ticket_view
            """ },
        { "the read model is being rebuilt", "insert into read_model_projection (projection) values (999)" },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task A_case_stays_as_long_as(string reason, string sql)
    {
        var ticket = await GivenClosed(1);
        await Database.Execute(sql);
        Assert.True(await Empty(ticket) == (0, 0), reason);
        Assert.Equal(0, await Archived(ticket));
    }

    [Fact]
    public async Task A_round_comes_by_every_closed_case_in_bounded_steps_and_passes_over_those_that_stay()
    {
        for (var n = 1; n <= 11; n++)
        {
            await GivenClosed(n, rows: 2);
        }

        await Database.Execute($"update ticket_view set armed = true where id in ('{Rows.Id(1)}', '{Rows.Id(6)}')");
        await using var process = StartProcess(options => options.ArchiveBatch = 3);
        Assert.Equal(9, await process.Get<ArchiveJob>().Run(Cancel));
        Assert.Equal(0, await process.Get<ArchiveJob>().Run(Cancel));

        await Database.Execute("update ticket_view set armed = false");
        Assert.Equal(2, await process.Get<ArchiveJob>().Run(Cancel));
        Assert.Equal(22, await Database.Ask<long>("select count(*) from event_log_archive"));
    }

    [Fact]
    public async Task Cases_younger_than_the_limit_stay()
    {
        await GivenClosed(1);
        await using var early = StartProcess(now: new DateTimeOffset(2028, 11, 11, 8, 4, 0, TimeSpan.Zero));
        Assert.Equal(0, await early.Get<ArchiveJob>().Run(Cancel));
        await using var later = StartProcess(now: new DateTimeOffset(2028, 11, 11, 8, 6, 0, TimeSpan.Zero));
        Assert.Equal(1, await later.Get<ArchiveJob>().Run(Cancel));
    }

    [Fact]
    public async Task It_works_in_one_process_at_a_time()
    {
        await GivenClosed(1);
        var leases = Process.Get<FollowerCursors>();
        Assert.NotNull(await leases.Acquire(ArchiveJob.LeaseName, "somebody else", TimeSpan.FromMinutes(1), Cancel));
        Assert.Equal(0, await Process.Get<ArchiveJob>().Run(Cancel));
        await leases.Release(ArchiveJob.LeaseName, "somebody else", Cancel);
        Assert.Equal(1, await Process.Get<ArchiveJob>().Run(Cancel));
        Assert.False(await Database.Ask<bool>($"select lease_owner is not null from follower_cursor where name = '{ArchiveJob.LeaseName}'"));
    }

    [Theory]
    [InlineData(0, 0, 3, true)]
    [InlineData(2, 4, 3, true)]
    [InlineData(2, 4, 4, false)]
    [InlineData(22, 4, 3, true)]
    [InlineData(22, 4, 23, true)]
    [InlineData(22, 4, 12, false)]
    public async Task It_works_in_its_hours(int from, int until, int hour, bool works)
    {
        await GivenClosed(1);
        await using var process = StartProcess(options => (options.ArchiveFromHour, options.ArchiveUntilHour) = (from, until), new DateTimeOffset(2030, 1, 1, hour, 30, 0, TimeSpan.Zero));
        Assert.Equal(works ? 1 : 0, await process.Get<ArchiveJob>().Run(Cancel));
    }
}
