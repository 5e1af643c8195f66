namespace AfterSales.Policies;

/// <summary>
/// One versioned policy document. Key: <c>policy:{name}</c> (a prefix that is never hexadecimal, architecture.md section 3). Kept in grain storage.
/// </summary>
[Alias("aftersales.IPolicyGrain")]
public interface IPolicyGrain : IGrainWithStringKey
{
    /// <summary>The newest version, or the built-in version 1 when none was published.</summary>
    [Alias("Get")]
    Task<Outcome<PolicyDocument>> Get();

    /// <summary>
    /// Publishes the next version. <see cref="CallContext.IfMatch"/> is compared with the newest; a retry with the same command id, or a
    /// document equal to the newest, changes nothing.
    /// </summary>
    [Alias("Publish")]
    Task<Outcome<PolicyDocument>> Publish(string json, CallContext context);
}

/// <param name="Name">One of the policy names, e.g. <c>self-service</c>.</param>
/// <param name="Version">1 and up, without gaps.</param>
/// <param name="Json">The document, valid for this name.</param>
/// <param name="PublishedAt">When; null for the built-in version.</param>
/// <param name="PublishedBy">By whom.</param>
[GenerateSerializer, Immutable, Alias("aftersales.PolicyDocument")]
public sealed record PolicyDocument(
    [property: Id(0)] string Name,
    [property: Id(1)] int Version,
    [property: Id(2)] string Json,
    [property: Id(3)] DateTimeOffset? PublishedAt,
    [property: Id(4)] string? PublishedBy);
