using AfterSales.Tickets;

namespace AfterSales.Orders;

/// <summary>Per line which kinds are open to the caller, until when, and why not (domain.md section 3).</summary>
[GenerateSerializer, Immutable, Alias("aftersales.EligibilityView")]
public sealed record EligibilityView(
    [property: Id(0)] string OrderId,
    [property: Id(1)] int PolicyVersion,
    [property: Id(2)] ImmutableArray<LineEligibility> Lines);

[GenerateSerializer, Immutable, Alias("aftersales.LineEligibility")]
public sealed record LineEligibility(
    [property: Id(0)] string LineId,
    [property: Id(1)] int RemainingQuantity,
    [property: Id(2)] Money RemainingAmount,
    [property: Id(3)] ImmutableArray<KindEligibility> Kinds);

/// <param name="Kind">The kind.</param>
/// <param name="Eligible">Whether a case of this kind may be opened now.</param>
/// <param name="Until">End of the window that is open, when it has one.</param>
/// <param name="Code">Why not: a code of <see cref="FailureCodes"/>.</param>
/// <param name="Explanation">Why or why not, in words.</param>
[GenerateSerializer, Immutable, Alias("aftersales.KindEligibility")]
public sealed record KindEligibility(
    [property: Id(0)] TicketKind Kind,
    [property: Id(1)] bool Eligible,
    [property: Id(2)] DateTimeOffset? Until,
    [property: Id(3)] string? Code,
    [property: Id(4)] string? Explanation);
