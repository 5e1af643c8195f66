namespace AfterSales.Queues;

/// <summary>The queues as stored; revision 0 means that nobody changed the built-in ones. Kept in grain storage as JSON.</summary>
[GenerateSerializer, Alias("aftersales.QueueCatalogState")]
internal sealed class QueueCatalogState
{
    [Id(0)] public int Revision { get; set; }

    [Id(1)] public ImmutableArray<QueueDocument> Queues { get; set; } = [];

    /// <summary>The newest changes with their answers, so that a retry is recognised.</summary>
    [Id(2)] public ImmutableArray<QueueChange> Changes { get; set; } = [];

    /// <summary>Removed lately: their shards are kept awake until what waited is routed anew.</summary>
    [Id(3)] public ImmutableArray<RemovedQueue> Removed { get; set; } = [];
}

/// <param name="CommandId">Identity of the request.</param>
/// <param name="Answer">What it was answered.</param>
[GenerateSerializer, Immutable, Alias("aftersales.QueueChange")]
internal sealed record QueueChange([property: Id(0)] Guid CommandId, [property: Id(1)] QueueDocument Answer);

/// <param name="Id">The queue.</param>
/// <param name="Version">Its last; a queue of that name gets a higher one.</param>
/// <param name="At">Business time.</param>
[GenerateSerializer, Immutable, Alias("aftersales.RemovedQueue")]
internal sealed record RemovedQueue([property: Id(0)] string Id, [property: Id(1)] int Version, [property: Id(2)] DateTimeOffset At);
