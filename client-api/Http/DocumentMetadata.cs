namespace AfterSales.Api.Http;

/// <summary>The body of an endpoint, for the OpenAPI document; binding is done by <see cref="BodyBinding{T}"/>.</summary>
/// <param name="Type">Type of the body, or of one item.</param>
/// <param name="Required">No body at all is refused.</param>
/// <param name="ItemName">In a batch: the field that names an item.</param>
internal sealed record RequestBodyMetadata(Type Type, bool Required = true, string? ItemName = null);

/// <summary>Query parameters of an endpoint.</summary>
internal sealed record QueryMetadata(params string[] Names)
{
    public static QueryMetadata Paging { get; } = new("cursor", "limit");
}

/// <summary>Request headers of an endpoint.</summary>
internal sealed record HeaderMetadata(string Name, string Description, bool Required)
{
    public static HeaderMetadata IdempotencyKey { get; } =
        new(Idempotency.IdempotencyKey.Header, "Your name for this change, 1-255 visible ASCII; repeat it when you repeat the request.", true);

    public static HeaderMetadata OptionalKey { get; } =
        new(Idempotency.IdempotencyKey.Header, "Welcome, not needed: the same request twice changes nothing the second time.", false);

    public static HeaderMetadata IfMatch { get; } = new("If-Match", "Refuse with 412 when the version has changed.", false);
}
