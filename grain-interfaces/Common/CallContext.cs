namespace AfterSales;

/// <summary>What accompanies every call into a grain. Time is not in it: the grain reads the business clock itself.</summary>
/// <param name="Caller">Who calls.</param>
/// <param name="CommandId">Identity of a mutating request; for reads it has no meaning.</param>
/// <param name="IfMatch">
/// Versions the caller accepts; another present version answers <c>precondition-failed</c>. Default: not asked; empty: none will do.
/// </param>
/// <param name="Language">Language of labels, <c>zh-CN</c> or <c>en</c>.</param>
/// <param name="TraceId">W3C trace id, stored with the log row.</param>
/// <param name="AgentUnknown">
/// The agent whom the command names is not registered, as the front was told. The case refuses it where it refuses what a command asks for: a repeated
/// command and one of somebody who may not see the case have had their answers before.
/// </param>
[GenerateSerializer, Immutable, Alias("aftersales.CallContext")]
public sealed record CallContext(
    [property: Id(0)] Caller Caller,
    [property: Id(1)] CommandId CommandId,
    [property: Id(2)] ImmutableArray<int> IfMatch = default,
    [property: Id(3)] string Language = "en",
    [property: Id(4)] string? TraceId = null,
    [property: Id(5)] bool AgentUnknown = false)
{
    /// <summary>Whether the present version is one that the caller accepts.</summary>
    public bool Accepts(int version) => IfMatch.IsDefault || IfMatch.Contains(version);
}
