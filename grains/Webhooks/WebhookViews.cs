namespace AfterSales.Webhooks;

/// <summary>What an endpoint is told to be.</summary>
/// <param name="Url">Absolute, https.</param>
/// <param name="Description">One line, at most 200 characters.</param>
/// <param name="Events">Exact names, or <c>ticket.*</c>.</param>
/// <param name="Enabled">Off: nothing is sent and nothing new is gathered for it; what waits stays.</param>
public sealed record WebhookDefinition(string Url, string? Description, ImmutableArray<string> Events, bool Enabled);

/// <summary>An endpoint; never with its secret.</summary>
public sealed record WebhookView
{
    public required Guid Id { get; init; }

    public required int Version { get; init; }

    public required string Url { get; init; }

    public string? Description { get; init; }

    public required ImmutableArray<string> Events { get; init; }

    public required bool Enabled { get; init; }

    /// <summary><c>paused</c> by its owner, <c>gone</c> by its answer 410, <c>failing</c> for days without a success.</summary>
    public string? DisabledReason { get; init; }

    /// <summary><c>closed</c>: all is well; <c>open</c>: it failed too often and is spared; <c>half-open</c>: one delivery tries it.</summary>
    public required string Circuit { get; init; }

    public DateTimeOffset? CircuitOpenUntil { get; init; }

    /// <summary>Until when the last of the secrets before this one signs too.</summary>
    public DateTimeOffset? OldSecretUntil { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required string UpdatedBy { get; init; }
}

/// <param name="Endpoint">The endpoint.</param>
/// <param name="Secret"><c>whsec_...</c>; null when a creation is repeated.</param>
/// <param name="Repeated">The request was made before, and changed nothing now.</param>
public sealed record WebhookSecretView(WebhookView Endpoint, string? Secret, bool Repeated = false);

/// <summary>All there are, oldest first; they are few.</summary>
public sealed record WebhookList(ImmutableArray<WebhookView> Items);

/// <summary>What became of a delivery.</summary>
public enum WebhookDeliveryStatus { Pending, Delivered, Dead }

/// <param name="Status">Null: all.</param>
/// <param name="TicketId">Null: of every case.</param>
/// <param name="Cursor">From the page before.</param>
/// <param name="Limit">1-200.</param>
public sealed record WebhookDeliveryQuery(WebhookDeliveryStatus? Status, Guid? TicketId, string? Cursor, int Limit);

public sealed record WebhookDeliveryView
{
    /// <summary>As in the header <c>webhook-id</c>.</summary>
    public required string WebhookId { get; init; }

    public required Guid TicketId { get; init; }

    public required long Sequence { get; init; }

    public long? PreviousSequence { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset At { get; init; }

    public required WebhookDeliveryStatus Status { get; init; }

    public required int Attempts { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>HTTP status of the last answer.</summary>
    public int? LastStatus { get; init; }

    /// <summary>Why there was no answer: timeout, connection, tls, protocol, address-refused; expired: it waited too long for its first attempt.</summary>
    public string? LastError { get; init; }

    /// <summary>Only of the one that goes next of its case; the others wait for it.</summary>
    public DateTimeOffset? NextAttempt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}

public sealed record WebhookDeliveryList(ImmutableArray<WebhookDeliveryView> Items, string? NextCursor);

/// <summary>Which deliveries are sent again; whoever asks has seen to it that at least one of case and moment is given.</summary>
/// <param name="TicketId">Of this case.</param>
/// <param name="FromSequence">From here on; only with a case.</param>
/// <param name="Since">Of events since then, business time.</param>
/// <param name="FinishedBefore">Of what was over by then; an earlier replay said so, and this one goes on with it. Null: by now.</param>
public sealed record WebhookReplay(Guid? TicketId, long? FromSequence, DateTimeOffset? Since, DateTimeOffset? FinishedBefore = null);

/// <param name="Count">Deliveries that go out again.</param>
/// <param name="Complete">False: there are more than one replay brings back.</param>
/// <param name="Next">What to ask for to have the rest; null when it is complete.</param>
public sealed record WebhookReplayed(int Count, bool Complete, WebhookReplay? Next = null);
