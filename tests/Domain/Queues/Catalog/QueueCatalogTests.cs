using AfterSales.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Orleans;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

public sealed class QueueCatalogTests : IDisposable
{
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly IQueueCatalogGrain _stored = Substitute.For<IQueueCatalogGrain>();
    private readonly QueueCatalog _catalog;

    public QueueCatalogTests()
    {
        _grains.GetGrain<IQueueCatalogGrain>(IQueueCatalogGrain.Key).Returns(_stored);
        _catalog = new QueueCatalog(_grains, TimeProvider.System, NullLogger<QueueCatalog>.Instance);
    }

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public void Before_the_first_reading_the_built_in_queues_are_there_as_revision_0() =>
        Assert.Equal((0, true, false), (_catalog.Current.Revision, _catalog.Current.Has("general"), _catalog.IsLoaded));

    [Fact]
    public async Task A_newer_catalog_replaces_the_set_and_an_older_one_does_not()
    {
        Stored(3, "general", "vip");
        await _catalog.Refresh();
        Stored(2, "general");
        await _catalog.Refresh();
        Assert.Equal((3, true), (_catalog.Current.Revision, _catalog.Current.Has("vip")));
    }

    [Fact]
    public async Task What_cannot_be_read_leaves_the_last_known_set()
    {
        Stored(3, "general", "vip");
        await _catalog.Refresh();
        _stored.GetAll().ThrowsAsync(new TimeoutException());
        await _catalog.Refresh();
        Assert.True(_catalog.IsLoaded && _catalog.Current.Has("vip"));
    }

    [Fact]
    public async Task The_keeper_wakes_every_queue_though_one_cannot_be_woken()
    {
        Stored(3, "a", "b", "c");
        await _catalog.Refresh();
        var shards = _catalog.Current.All.ToDictionary(queue => queue.Id, _ => Substitute.For<IQueueGrain>());
        foreach (var (id, shard) in shards)
        {
            _grains.GetGrain<IQueueGrain>($"queue:{id}/0").Returns(shard);
        }

        shards["b"].Pulse().ThrowsAsync(new TimeoutException());
        using var keeper = new QueueKeeper(_grains, _catalog, TimeProvider.System, NullLogger<QueueKeeper>.Instance);
        await keeper.PulseAll(TestContext.Current.CancellationToken);
        await Task.WhenAll(shards.Values.Select(shard => shard.Received(1).Pulse()));
    }

    private void Stored(int revision, params string[] ids) => _stored.GetAll().Returns(new Outcome<QueueCatalogDocument>
    {
        Value = new QueueCatalogDocument(revision, [.. ids.Select(id => new QueueDocument(id, 1, QueueChangesTests.Definition(id), null, null))]),
    });
}
