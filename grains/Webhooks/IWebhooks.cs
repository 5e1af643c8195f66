namespace AfterSales.Webhooks;

/// <summary>
/// Endpoints and their deliveries, for the API (docs/webhooks.md). Kept in the database and asked there, so never behind a write. A database that is away
/// answers <see cref="FailureCodes.StorageUnavailable"/>, or <see cref="FailureCodes.OutcomeUnknown"/> to a change.
/// </summary>
public interface IWebhooks
{
    /// <summary>
    /// A new endpoint with its secret, which is told this once. The same command again answers the endpoint without it, or
    /// <see cref="FailureCodes.NotFound"/> when it was removed since; its key with another body <see cref="FailureCodes.IdempotencyKeyReused"/>. Refuses with
    /// <see cref="FailureCodes.InvalidValue"/> (all errors at once) and, when there are too many, <see cref="FailureCodes.PolicyRefused"/>.
    /// </summary>
    Task<Outcome<WebhookSecretView>> Create(WebhookDefinition endpoint, CallContext context);

    Task<Outcome<WebhookList>> List(CancellationToken cancellationToken);

    Task<Outcome<WebhookView>> Get(Guid id, CancellationToken cancellationToken);

    /// <summary>Changes it; enabling closes its circuit, and what waited goes out. Safe to repeat.</summary>
    Task<Outcome<WebhookView>> Put(Guid id, WebhookDefinition endpoint, CallContext context);

    /// <summary>Removes it with all that waits for it.</summary>
    Task<Outcome<WebhookView>> Remove(Guid id, CallContext context);

    /// <summary>
    /// Another secret, told to this command alone: repeated as the last one, it is answered the same. Each older one signs too until its own time is over;
    /// when there are too many of them, <see cref="FailureCodes.PolicyRefused"/>.
    /// </summary>
    Task<Outcome<WebhookSecretView>> Rotate(Guid id, CallContext context);

    /// <summary>Newest first. An unknown cursor is <see cref="FailureCodes.InvalidCursor"/>.</summary>
    Task<Outcome<WebhookDeliveryList>> Deliveries(Guid id, WebhookDeliveryQuery query, CancellationToken cancellationToken);

    /// <summary>Sends again what was delivered or is dead, with the same ids and sequences, oldest first per case. More than one brings back is had by asking for <see cref="WebhookReplayed.Next"/>.</summary>
    Task<Outcome<WebhookReplayed>> Replay(Guid id, WebhookReplay replay, CancellationToken cancellationToken);
}
