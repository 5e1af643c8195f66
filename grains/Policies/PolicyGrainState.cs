namespace AfterSales.Policies;

/// <summary>Published versions of one policy, oldest first; the built-in version 1 is not among them. Kept in grain storage as JSON.</summary>
[GenerateSerializer, Alias("aftersales.PolicyGrainState")]
internal sealed class PolicyGrainState
{
    [Id(0)] public ImmutableArray<PublishedPolicy> Versions { get; set; } = [];
}

/// <param name="Version">2 and up.</param>
/// <param name="Json">The document in full.</param>
/// <param name="PublishedAt">Business time.</param>
/// <param name="PublishedBy">Subject of the caller.</param>
/// <param name="CommandId">Identity of the request, so that a retry is recognised.</param>
[GenerateSerializer, Immutable, Alias("aftersales.PublishedPolicy")]
internal sealed record PublishedPolicy(
    [property: Id(0)] int Version,
    [property: Id(1)] string Json,
    [property: Id(2)] DateTimeOffset PublishedAt,
    [property: Id(3)] string PublishedBy,
    [property: Id(4)] Guid CommandId);
