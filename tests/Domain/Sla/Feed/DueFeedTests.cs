using System.Diagnostics.Metrics;
using AfterSales.Sla;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace AfterSales.Tests.Domain.Sla;

public sealed class DueFeedTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _metering = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Shards _shards = new();

    public void Dispose() => _metering.Dispose();

    [Fact]
    public async Task The_newest_facts_of_each_case_are_told_to_its_shard_once()
    {
        using var feed = Feed();
        feed.Mark(Facts(3, version: 2));
        feed.Mark(Facts(3, version: 4));
        feed.Mark(Facts(3, version: 3));
        feed.Mark(Facts(5, version: 1));
        await feed.Flush();
        Assert.Equal([(3, 4), (5, 1)], _shards.Told.Select(told => (told.Shard, Assert.Single(told.Facts).Version)).Order());
        await feed.Flush();
        Assert.Equal(2, _shards.Told.Count);
    }

    [Fact]
    public async Task A_shard_is_told_at_most_5000_at_a_time()
    {
        using var feed = Feed();
        for (var n = 0; n < 12_000; n++)
        {
            feed.Mark(new DueFacts(Id(n, last: 7), 1, Noon));
        }

        await feed.Flush();
        Assert.Equal([5_000, 5_000, 2_000], _shards.Told.Select(told => told.Facts.Length));
        Assert.Equal(12_000, _shards.Told.SelectMany(told => told.Facts).Select(facts => facts.TicketId).Distinct().Count());
    }

    [Fact]
    public async Task A_full_feed_drops_new_cases_and_keeps_the_newest_of_those_it_has()
    {
        using var feed = Feed(maxWaiting: 2);
        feed.Mark(Facts(1, 1));
        feed.Mark(Facts(2, 1));
        feed.Mark(Facts(3, 1));
        feed.Mark(Facts(1, 2));
        await feed.Flush();
        Assert.Equal([(1, 2), (2, 1)], _shards.Told.Select(told => (told.Shard, told.Facts[0].Version)).Order());
    }

    [Fact]
    public async Task A_shard_that_cannot_be_told_keeps_nobody_from_the_others()
    {
        using var feed = Feed();
        _shards.Notified = shard => shard == 1 ? throw new TimeoutException() : Task.CompletedTask;
        feed.Mark(Facts(1, 1));
        feed.Mark(Facts(2, 1));
        await feed.Flush();
        Assert.Contains(_shards.Told, told => told.Shard == 2);
    }

    private DueFeed Feed(int maxWaiting = 100_000) => new(
        _shards.Factory,
        new SlaMetrics(_metering.GetRequiredService<IMeterFactory>()),
        Options.Create(new SlaOptions { MaxWaiting = maxWaiting }),
        TimeProvider.System,
        NullLogger<DueFeed>.Instance);

    private static DueFacts Facts(byte shard, int version) => new(Id(1, shard), version, Noon);

    private static Guid Id(int n, byte last) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, last]);
}
