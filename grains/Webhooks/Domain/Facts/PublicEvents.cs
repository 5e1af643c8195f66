using System.Collections.Frozen;
using AfterSales.Tickets;

namespace AfterSales.Webhooks;

/// <summary>
/// The events of a case that leave the shop: a fixed list. What is not in it never leaves (notes, routing, labels, the ledger of the clocks but for what was
/// broken), whatever is added to the log later.
/// </summary>
internal static class PublicEvents
{
    private const string Prefix = "ticket.";

    private static readonly FrozenSet<Type> Types = new[]
    {
        typeof(Opened), typeof(AutoApproved), typeof(Approved), typeof(Rejected), typeof(InfoRequested), typeof(InfoProvided),
        typeof(OfferMade), typeof(OfferAccepted), typeof(OfferDeclined),
        typeof(ReturnShipped), typeof(ReturnArrived), typeof(ReceiptConfirmed), typeof(RepairStarted), typeof(RepairFinished),
        typeof(ReplacementShipped), typeof(GoodsShippedBack), typeof(DeliveryReported), typeof(DeliveryConfirmed),
        typeof(Refunded), typeof(RefundAttemptFailed), typeof(Replied), typeof(CustomerWrote),
        typeof(Resolved), typeof(ResolutionConfirmed), typeof(Reopened), typeof(Cancelled), typeof(ClosedBySilence), typeof(Disputed), typeof(DisputeDecided),
        typeof(SlaBreached), typeof(DeadlineExpired), typeof(CaseEscalated), typeof(Assigned),
    }.ToFrozenSet();

    private static readonly FrozenDictionary<Type, string> Names = TicketEventNames.All
        .Where(entry => Types.Contains(entry.Key))
        .ToFrozenDictionary(entry => entry.Key, entry => Prefix + entry.Value[..entry.Value.LastIndexOf(".v", StringComparison.Ordinal)]);

    /// <summary>Their names, e.g. <c>ticket.approved</c>.</summary>
    public static ImmutableArray<string> All { get; } = [.. Names.Values.Distinct().Order(StringComparer.Ordinal)];

    public static bool IsKnown(string name) => All.BinarySearch(name, StringComparer.Ordinal) >= 0;

    /// <summary>Null: never leaves.</summary>
    public static string? NameOf(TicketEvent stored) => Names.GetValueOrDefault(stored.GetType());
}
