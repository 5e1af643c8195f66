namespace AfterSales.Queues;

/// <summary>The one list of queues. Key: <see cref="Key"/>. Kept in grain storage; every process follows it within seconds.</summary>
[Alias("aftersales.IQueueCatalogGrain")]
public interface IQueueCatalogGrain : IGrainWithStringKey
{
    public const string Key = "queues:all";

    [Alias("GetAll")]
    Task<Outcome<QueueCatalogDocument>> GetAll();

    /// <summary>Creates or changes a queue; an equal definition changes nothing. <see cref="CallContext.IfMatch"/> is compared with its version.</summary>
    [Alias("Put")]
    Task<Outcome<QueueDocument>> Put(string queueId, QueueDefinition definition, CallContext context);

    /// <summary>
    /// Removes a queue. Refused for the default queue, for one that another queue overflows into or a routing rule names, and, unless
    /// <paramref name="requeue"/> is given, for one with waiting cases; these are then routed anew.
    /// </summary>
    [Alias("Remove")]
    Task<Outcome<QueueDocument>> Remove(string queueId, bool requeue, CallContext context);
}
