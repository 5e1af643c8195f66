using Microsoft.Extensions.Options;

namespace AfterSales.Webhooks;

/// <inheritdoc cref="IWebhooks"/>
internal sealed class WebhookDirectory(
    EndpointTable endpoints, DeliveryList deliveries, Replays replays, IOptions<WebhookOptions> options, TimeProvider time) : IWebhooks
{
    private static readonly Failure Unknown = new(FailureCodes.NotFound, "There is no such endpoint.");

    public Task<Outcome<WebhookSecretView>> Create(WebhookDefinition endpoint, CallContext context) => WebhookDb.Try<WebhookSecretView>(async () =>
    {
        if (Check(endpoint) is { } invalid)
        {
            return invalid;
        }

        // The id comes from the request, so a repeated one finds what the first has made.
        var (id, secret, now) = (context.CommandId.Value, WebhookSecrets.New(), time.GetUtcNow());
        if (await endpoints.Add(id, endpoint, secret, options.Value.MaxEndpoints, context.Caller.Subject, now) is { } added)
        {
            return new WebhookSecretView(added, WebhookSecrets.ToText(secret));
        }

        return await endpoints.Find(id, now, CancellationToken.None) is { } known
            ? new WebhookSecretView(known, Secret: null)
            : new Failure(FailureCodes.PolicyRefused, $"There are {options.Value.MaxEndpoints} endpoints already.");
    }, changes: true);

    public Task<Outcome<WebhookList>> List(CancellationToken cancellationToken) => WebhookDb.Try<WebhookList>(async () =>
        new WebhookList([.. await endpoints.List(time.GetUtcNow(), cancellationToken)]));

    public Task<Outcome<WebhookView>> Get(Guid id, CancellationToken cancellationToken) => WebhookDb.Try<WebhookView>(async () =>
        await endpoints.Find(id, time.GetUtcNow(), cancellationToken) is { } found ? found : Unknown);

    public Task<Outcome<WebhookView>> Put(Guid id, WebhookDefinition endpoint, CallContext context)
    {
        if (Check(endpoint) is { } invalid)
        {
            return Task.FromResult<Outcome<WebhookView>>(invalid);
        }

        return Change(id, context, (found, now) => IsSame(found, endpoint)
            ? Task.FromResult<WebhookView?>(found)
            : endpoints.Change(id, found.Version, endpoint, context.Caller.Subject, now));
    }

    public Task<Outcome<WebhookView>> Remove(Guid id, CallContext context) =>
        Change(id, context, (found, now) => endpoints.Remove(id, found.Version, context.Caller.Subject, now));

    public async Task<Outcome<WebhookSecretView>> Rotate(Guid id, CallContext context)
    {
        var secret = WebhookSecrets.New();
        var rotated = await Change(id, context, (found, now) =>
            endpoints.Rotate(id, found.Version, secret, now.AddHours(options.Value.OldSecretHours), context.Caller.Subject, now));
        return rotated.Succeeded ? new WebhookSecretView(rotated.Value, WebhookSecrets.ToText(secret)) : rotated.Failure;
    }

    public Task<Outcome<WebhookDeliveryList>> Deliveries(Guid id, WebhookDeliveryQuery query, CancellationToken cancellationToken) =>
        WebhookDb.Try<WebhookDeliveryList>(async () => await endpoints.Find(id, time.GetUtcNow(), cancellationToken) is null
            ? Unknown
            : await deliveries.Read(id, query, cancellationToken));

    public Task<Outcome<WebhookReplayed>> Replay(Guid id, WebhookReplay replay, CancellationToken cancellationToken) =>
        WebhookDb.Try<WebhookReplayed>(async () => await endpoints.Find(id, time.GetUtcNow(), cancellationToken) is null
            ? Unknown
            : await replays.Run(id, replay, cancellationToken), changes: true);

    /// <summary>Of what the caller saw, or of the newest when he does not say.</summary>
    private Task<Outcome<WebhookView>> Change(Guid id, CallContext context, Func<WebhookView, DateTimeOffset, Task<WebhookView?>> change) =>
        WebhookDb.Try<WebhookView>(async () =>
        {
            var now = time.GetUtcNow();
            if (await endpoints.Find(id, now, CancellationToken.None) is not { } found)
            {
                return Unknown;
            }

            if (!context.Accepts(found.Version))
            {
                return new Failure(FailureCodes.PreconditionFailed, "The endpoint has changed.") { Version = found.Version };
            }

            return await change(found, now) is { } changed ? changed : new Failure(FailureCodes.VersionConflict, "Somebody else changed it at the same time.");
        }, changes: true);

    private Failure? Check(WebhookDefinition endpoint)
    {
        var errors = EndpointRules.Check(endpoint, options.Value.AllowInsecure, options.Value.AllowPrivateAddresses);
        return errors.IsEmpty ? null : new Failure(FailureCodes.InvalidValue, "The request holds values that are not allowed.") { Errors = errors };
    }

    private static bool IsSame(WebhookView found, WebhookDefinition wanted) =>
        found.Url == wanted.Url && found.Description == wanted.Description && found.Enabled == wanted.Enabled && found.Events.SequenceEqual(wanted.Events);
}
