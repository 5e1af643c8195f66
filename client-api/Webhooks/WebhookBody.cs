using AfterSales.Webhooks;

namespace AfterSales.Api.Webhooks;

/// <summary>An endpoint. The secret is there in the answer that made it, and in no other but that of a repeated rotation.</summary>
internal sealed record WebhookBody
{
    public required Guid Id { get; init; }

    public required int Version { get; init; }

    public required string Url { get; init; }

    public string? Description { get; init; }

    public required ImmutableArray<string> Events { get; init; }

    public required bool Enabled { get; init; }

    /// <summary><c>paused</c> by its owner, <c>gone</c> by its answer 410, or <c>failing</c> for days without a success.</summary>
    public string? DisabledReason { get; init; }

    public required CircuitBody Circuit { get; init; }

    public string? Secret { get; init; }

    /// <summary>Until when the last of the secrets before this one signs too.</summary>
    public DateTimeOffset? OldSecretUntil { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required string UpdatedBy { get; init; }

    public static WebhookBody Of(WebhookView view, string? secret = null) => new()
    {
        Id = view.Id,
        Version = view.Version,
        Url = view.Url,
        Description = view.Description,
        Events = view.Events,
        Enabled = view.Enabled,
        DisabledReason = view.DisabledReason,
        Circuit = new CircuitBody(view.Circuit, view.CircuitOpenUntil),
        Secret = secret,
        OldSecretUntil = view.OldSecretUntil,
        CreatedAt = view.CreatedAt,
        UpdatedAt = view.UpdatedAt,
        UpdatedBy = view.UpdatedBy,
    };
}

/// <param name="State"><c>closed</c>, <c>open</c> or <c>half-open</c>.</param>
/// <param name="OpenUntil">While it is not closed.</param>
internal sealed record CircuitBody(string State, DateTimeOffset? OpenUntil);

internal sealed record WebhookListBody(ImmutableArray<WebhookBody> Items);
