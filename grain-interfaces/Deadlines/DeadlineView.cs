namespace AfterSales.Deadlines;

/// <summary>What happens if nobody acts (api.md, <c>deadline</c>).</summary>
/// <param name="Party">Who is awaited.</param>
/// <param name="At">Until when.</param>
/// <param name="Effect">What silence decides.</param>
/// <param name="EffectLabel">The effect in the caller's language.</param>
/// <param name="Rule">Rule of the deadline policy; internal, null for customers.</param>
/// <param name="PolicyVersion">Version of the policy that set it; internal, null for customers.</param>
/// <param name="Extended">It was put off.</param>
[GenerateSerializer, Immutable, Alias("aftersales.DeadlineView")]
public sealed record DeadlineView(
    [property: Id(0)] DeadlineParty Party,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] DeadlineEffect Effect,
    [property: Id(3)] string EffectLabel,
    [property: Id(4)] string? Rule,
    [property: Id(5)] int? PolicyVersion,
    [property: Id(6)] bool? Extended);
