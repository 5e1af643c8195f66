using AfterSales.Webhooks;

namespace AfterSales.Api.Webhooks;

/// <summary>Body of POST and PUT /v1/webhooks. What its values may be, the service of webhooks says, since it depends on how it is configured.</summary>
internal sealed record WebhookInput(string Url, string? Description = null, bool Enabled = true)
{
    /// <summary>Exact names, or <c>ticket.*</c>, which is meant when none are given.</summary>
    public ImmutableArray<string> Events { get; init; }

    public static WebhookInput Complete(WebhookInput body) => body with { Events = body.Events.IsDefault ? ["ticket.*"] : body.Events };

    /// <summary>Of a completed body.</summary>
    public WebhookDefinition ToDefinition() => new(Url, Description, Events, Enabled);
}

/// <summary>Body of POST /v1/webhooks/{id}/rotate-secret: nothing.</summary>
internal sealed record RotateInput;

/// <summary>Body of POST /v1/webhooks/{id}/replay; the <c>next</c> of its answer is one too.</summary>
internal sealed record ReplayInput(Guid? TicketId = null, long? FromSequence = null, DateTimeOffset? Since = null, DateTimeOffset? FinishedBefore = null);
