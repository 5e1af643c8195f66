namespace AfterSales.Queues;

/// <summary>Every queue as of one moment; immutable, so a decision sees one consistent set.</summary>
public sealed class QueueSet
{
    private readonly ImmutableDictionary<string, QueueDocument> _queues;

    public QueueSet(QueueCatalogDocument document)
    {
        Revision = document.Revision;
        All = document.Queues.OrEmpty();
        _queues = All.ToImmutableDictionary(queue => queue.Id, StringComparer.Ordinal);
    }

    public int Revision { get; }

    /// <summary>In the order of the document: a dictionary's would differ from process to process.</summary>
    public ImmutableArray<QueueDocument> All { get; }

    public bool Has(string queueId) => _queues.ContainsKey(queueId);

    public QueueDocument? Find(string queueId) => _queues.GetValueOrDefault(queueId);
}

/// <summary>The queues in force, as this process knows them; a change reaches every process within seconds.</summary>
public interface IQueueSource
{
    QueueSet Current { get; }

    /// <summary>Reads the catalog now. Asked before a queue is called unknown. Never throws for what cannot be read: the last known set stays.</summary>
    Task Refresh();
}
