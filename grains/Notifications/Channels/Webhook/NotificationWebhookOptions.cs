using AfterSales.Webhooks;
using Microsoft.Extensions.Options;

namespace AfterSales.Notifications;

/// <summary>Where the channel <c>webhook</c> sends to; section <c>NotificationWebhook</c>. Timeout and address rules are those of section <c>Webhooks</c>.</summary>
public sealed class NotificationWebhookOptions
{
    internal const string SecretPrefix = "whsec_";

    /// <summary>Absolute, https. Empty: there is no such channel.</summary>
    public string? Url { get; set; }

    /// <summary><c>whsec_</c> and base64 of 24 to 64 bytes. A secret: never logged.</summary>
    public string? Secret { get; set; }

    internal bool IsOn => !string.IsNullOrWhiteSpace(Url);

    /// <summary>Of a secret that was checked.</summary>
    internal byte[] Key => Convert.FromBase64String(Secret![SecretPrefix.Length..]);
}

/// <summary>All faults at once.</summary>
internal sealed class NotificationWebhookOptionsValidator(IOptions<WebhookOptions> webhooks) : IValidateOptions<NotificationWebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, NotificationWebhookOptions options)
    {
        if (!options.IsOn)
        {
            return ValidateOptionsResult.Success;
        }

        var faults = UrlRules.Check(options.Url!, webhooks.Value.AllowInsecure, webhooks.Value.AllowPrivateAddresses)
            .Select(fault => $"NotificationWebhook:Url {fault}.").ToList();
        if (!IsSecret(options.Secret))
        {
            faults.Add($"NotificationWebhook:Secret must be {NotificationWebhookOptions.SecretPrefix} and base64 of 24 to 64 bytes.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsSecret(string? secret)
    {
        Span<byte> key = stackalloc byte[64];
        return secret is not null && secret.StartsWith(NotificationWebhookOptions.SecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[NotificationWebhookOptions.SecretPrefix.Length..], key, out var length) && length >= 24;
    }
}
