using Microsoft.Extensions.Options;

namespace AfterSales.Webhooks;

/// <inheritdoc cref="IWebhooks"/>
internal sealed class WebhookDirectory(
    EndpointTable endpoints,
    EndpointCreation creation,
    DeliveryList deliveries,
    Replays replays,
    IWebhookClock clock,
    IOptions<WebhookOptions> options) : IWebhooks
{
    private static readonly Failure Unknown = new(FailureCodes.NotFound, "There is no such endpoint.");

    public Task<Outcome<WebhookSecretView>> Create(WebhookDefinition endpoint, CallContext context) => WebhookDb.Try<WebhookSecretView>(
        async () => Check(endpoint) is { } invalid ? invalid : await creation.Run(endpoint, context, await clock.Now(CancellationToken.None)), changes: true);

    public Task<Outcome<WebhookList>> List(CancellationToken cancellationToken) => WebhookDb.Try<WebhookList>(async () =>
        new WebhookList([.. await endpoints.List(await clock.Now(cancellationToken), cancellationToken)]));

    public Task<Outcome<WebhookView>> Get(Guid id, CancellationToken cancellationToken) => WebhookDb.Try<WebhookView>(async () =>
        await endpoints.Find(id, await clock.Now(cancellationToken), cancellationToken) is { } found ? found : Unknown);

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
        // First, whatever version it names: a repeat names the one that it found when it was new.
        if (await Rotated(id, context) is { } again)
        {
            return again;
        }

        var secret = WebhookSecrets.New();
        var full = false;
        var rotated = await Change(id, context, async (found, now) =>
        {
            var view = await endpoints.Rotate(found, context.CommandId, secret, now.AddHours(options.Value.OldSecretHours), context.Caller.Subject, now);
            full = view is null && !await endpoints.HasRoomForSecret(id, now);
            return view;
        });
        return rotated.Succeeded ? new WebhookSecretView(rotated.Value, WebhookSecrets.ToText(secret))
            : full ? new Failure(FailureCodes.PolicyRefused, $"{EndpointTable.MaxOldSecrets} old secrets still sign. Rotate again when one of them is over.")
            // Two of the same at once: the second finds what the first has made.
            : rotated.Failure.Code is FailureCodes.VersionConflict or FailureCodes.PreconditionFailed && await Rotated(id, context) is { } made ? made
            : rotated.Failure;
    }

    public Task<Outcome<WebhookDeliveryList>> Deliveries(Guid id, WebhookDeliveryQuery query, CancellationToken cancellationToken) =>
        WebhookDb.Try<WebhookDeliveryList>(async () => await endpoints.Find(id, await clock.Now(cancellationToken), cancellationToken) is null
            ? Unknown
            : await deliveries.Read(id, query, cancellationToken));

    public Task<Outcome<WebhookReplayed>> Replay(Guid id, WebhookReplay replay, CancellationToken cancellationToken) =>
        WebhookDb.Try<WebhookReplayed>(async () => await endpoints.Find(id, await clock.Now(cancellationToken), cancellationToken) is null
            ? Unknown
            : await replays.Run(id, replay, cancellationToken), changes: true);

    /// <summary>Null: this request has made no secret, or another one has made a newer.</summary>
    private async Task<Outcome<WebhookSecretView>?> Rotated(Guid id, CallContext context)
    {
        var found = await WebhookDb.Try<List<WebhookSecretView>>(async () =>
            await endpoints.Rotated(id, context.CommandId, await clock.Now(CancellationToken.None)));
        if (!found.Succeeded)
        {
            return found.Failure;
        }

        if (found.Value is not [var made])
        {
            return null;
        }

        return made;
    }

    /// <summary>Of what the caller saw, or of the newest when he does not say.</summary>
    private Task<Outcome<WebhookView>> Change(Guid id, CallContext context, Func<WebhookView, DateTimeOffset, Task<WebhookView?>> change) =>
        WebhookDb.Try<WebhookView>(async () =>
        {
            var now = await clock.Now(CancellationToken.None);
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
