using AfterSales.Tickets;

namespace AfterSales.Orders;

/// <summary>
/// A ticket asks for pieces of an order before it opens or reopens (architecture.md section 4, Opening). Idempotent by ticket id and
/// <paramref name="TicketVersion"/>.
/// </summary>
/// <param name="TicketId">Who claims.</param>
/// <param name="TicketVersion">The ticket's version when it claims; 0 for an opening.</param>
/// <param name="Kind">What for; decides eligibility.</param>
/// <param name="Lines">Pieces per line; empty for dialogue kinds (ownership is checked, nothing is claimed).</param>
/// <param name="Caller">Who opens; a customer must own the order, otherwise the answer is <c>unknown-order</c>.</param>
/// <param name="CustomerId">For whom staff opens; must be the order's customer when given.</param>
/// <param name="Category">The customer's category, when given: quality widens some windows.</param>
/// <param name="Override">Accept outside the window; the ticket has checked that the caller may.</param>
/// <param name="RequestedAmount">What the customer asks for; must not exceed the claim.</param>
/// <param name="RefundedBefore">
/// Given by a reopening only: what the case refunded so far, in minor units. It spares the order waiting for the follower to tell how the
/// former claim ended. Null says "an opening".
/// </param>
/// <param name="LacksEvidence">The intake form wants proof and none was given: refused once the goods were delivered, before anything is held.</param>
[GenerateSerializer, Immutable, Alias("aftersales.ClaimRequest")]
public sealed record ClaimRequest(
    [property: Id(0)] Guid TicketId,
    [property: Id(1)] int TicketVersion,
    [property: Id(2)] TicketKind Kind,
    [property: Id(3)] ImmutableArray<LineQuantity> Lines,
    [property: Id(4)] Caller Caller,
    [property: Id(5)] string? CustomerId = null,
    [property: Id(6)] TicketCategory? Category = null,
    [property: Id(7)] bool Override = false,
    [property: Id(8)] Money? RequestedAmount = null,
    [property: Id(9)] long? RefundedBefore = null,
    [property: Id(10)] bool LacksEvidence = false);

/// <summary>Pieces held for a ticket and the facts of the order its decision needs.</summary>
/// <param name="Lines">Per line: pieces and the full value they may be refunded at.</param>
/// <param name="Amount">Sum of the lines, with freight where nothing was shipped; for a reopened case what it has not refunded yet.</param>
/// <param name="CustomerId">The order's customer.</param>
/// <param name="CustomerTier">His tier, as the order says.</param>
/// <param name="State">How far the order is.</param>
/// <param name="NoReasonReturn">All lines are within the no-reason window, unopened and of a category it holds for.</param>
/// <param name="WindowOverridden">The window was closed and has been overridden.</param>
/// <param name="PolicyVersion">Version of the eligibility policy that decided.</param>
[GenerateSerializer, Immutable, Alias("aftersales.Claim")]
public sealed record Claim(
    [property: Id(0)] ImmutableArray<ClaimedLine> Lines,
    [property: Id(1)] Money Amount,
    [property: Id(2)] string CustomerId,
    [property: Id(3)] string? CustomerTier,
    [property: Id(4)] OrderProgress State,
    [property: Id(5)] bool NoReasonReturn,
    [property: Id(6)] bool WindowOverridden,
    [property: Id(7)] int PolicyVersion);

[GenerateSerializer, Immutable, Alias("aftersales.ClaimedLine")]
public sealed record ClaimedLine(
    [property: Id(0)] string LineId,
    [property: Id(1)] string Sku,
    [property: Id(2)] string Title,
    [property: Id(3)] string Category,
    [property: Id(4)] int Quantity,
    [property: Id(5)] long Amount);

public enum OrderProgress { NotShipped, Shipped, Delivered }
