namespace AfterSales.Api.Http;

/// <summary>The body of an endpoint, for the OpenAPI document; binding is done by <see cref="BodyBinding{T}"/>.</summary>
internal sealed record RequestBodyMetadata(Type Type, bool Required = true);

/// <summary>The endpoint needs an Idempotency-Key.</summary>
internal sealed record IdempotentMetadata
{
    public static IdempotentMetadata Instance { get; } = new();
}
