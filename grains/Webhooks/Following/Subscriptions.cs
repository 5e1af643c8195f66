namespace AfterSales.Webhooks;

/// <param name="Id">Of the endpoint.</param>
/// <param name="Filter">What it is told.</param>
internal sealed record Subscription(Guid Id, EventFilter Filter);

/// <summary>The endpoints that are told something, read anew for every slice: whoever was answered 201 misses nothing that happens afterwards.</summary>
internal sealed class Subscriptions(WebhookDb db)
{
    public Task<List<Subscription>> Read(CancellationToken cancellationToken) => db.Read(
        db.Command("select id, events from webhook_endpoint where enabled and removed_at is null order by id"),
        row => new Subscription(row.GetGuid(0), new EventFilter(row.GetFieldValue<string[]>(1))),
        cancellationToken);
}
