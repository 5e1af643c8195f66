using System.Text.Json.Serialization;
using AfterSales.Streams;

namespace AfterSales.Orders.Domain;

/// <summary>Everything that is stored about an order. The discriminators are stable for ever; a new meaning gets a new version.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(OrderImported), "imported.v1")]
[JsonDerivedType(typeof(OrderClaimed), "claimed.v1")]
[JsonDerivedType(typeof(ClaimReleased), "claim-released.v1")]
[JsonDerivedType(typeof(CaseRefunded), "case-refunded.v1")]
[JsonDerivedType(typeof(ClaimSettled), "claim-settled.v1")]
internal abstract record OrderEvent : StoredEvent;

/// <summary>The claim of a command that never came to be: as if it had not been made.</summary>
internal sealed record ClaimReleased(Guid TicketId, int TicketVersion) : OrderEvent;

/// <summary>The case is over for the order: what it did not refund is free again.</summary>
/// <param name="TicketId">The case.</param>
/// <param name="Version">The ticket's version that said so.</param>
internal sealed record ClaimSettled(Guid TicketId, int Version) : OrderEvent;

/// <summary>The case has refunded more than was known; amounts are sums over the whole life of the case.</summary>
/// <param name="TicketId">The case.</param>
/// <param name="Version">The ticket's version that said so.</param>
/// <param name="Reported">What the case reports in all.</param>
/// <param name="Lines">The report spread over the pieces of the case.</param>
/// <param name="Freight">The part of it that is freight.</param>
internal sealed record CaseRefunded(Guid TicketId, int Version, long Reported, ImmutableArray<RefundedPieces> Lines, long Freight) : OrderEvent;

/// <param name="LineId">The line.</param>
/// <param name="Quantity">Pieces of the case.</param>
/// <param name="Worth">What these pieces could be refunded at in full.</param>
/// <param name="Amount">What was refunded.</param>
internal sealed record RefundedPieces(string LineId, int Quantity, long Worth, long Amount);
