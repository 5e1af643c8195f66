using AfterSales.Orders;
using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>What was known when a case opened, and how it was decided then; one per opened case of the log.</summary>
/// <param name="TicketId">The case.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Progress">How far the order was; null without an order.</param>
/// <param name="NoReasonReturn">As the order's claim said.</param>
/// <param name="WindowOverridden">A person accepted it outside its window.</param>
/// <param name="Amount">What was asked for, or else the full value claimed; what a rule would have refunded.</param>
/// <param name="CustomerId">Whose case.</param>
/// <param name="At">When it opened.</param>
/// <param name="Rule">The self-service rule that fired; null when a person had to decide.</param>
public sealed record PastOpening(
    Guid TicketId,
    TicketKind Kind,
    OrderProgress? Progress,
    bool NoReasonReturn,
    bool WindowOverridden,
    Money? Amount,
    string CustomerId,
    DateTimeOffset At,
    string? Rule);

/// <summary>Names of the self-service rules as decisions store them.</summary>
public static class SelfServiceRuleNames
{
    public const string NotShipped = DecisionRules.NotShipped;
    public const string NoReasonReturn = DecisionRules.NoReasonReturn;
    public const string SmallAmount = DecisionRules.SmallAmount;
}
