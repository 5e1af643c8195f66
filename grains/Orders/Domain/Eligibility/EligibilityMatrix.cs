using AfterSales.Policies;
using AfterSales.Tickets;

namespace AfterSales.Orders.Domain;

/// <summary>
/// The matrix of domain.md section 3: kind x {not shipped, shipped, delivered within the window, later}. What a kind can never do at this progress is
/// <c>kind-not-eligible</c>; only what time forbids is <c>outside-window</c>, which a lead may override.
/// </summary>
internal static class EligibilityMatrix
{
    /// <summary>Categories that say the goods are at fault, not the customer's mind.</summary>
    public static bool IsFault(TicketCategory? category) =>
        category is TicketCategory.Quality or TicketCategory.Damaged or TicketCategory.WrongItem or TicketCategory.Missing;

    public static Verdict Judge(
        EligibilityPolicy policy, OrderFacts facts, OrderLineFacts line, TicketKind kind, TicketCategory? category, DateTimeOffset now)
    {
        if (!policy.Kinds.TryGetValue(kind, out var windows))
        {
            return Verdict.Impossible(VerdictReason.KindNotOffered);
        }

        return facts.Progress switch
        {
            OrderProgress.NotShipped => windows.NotShipped ? Verdict.Open(VerdictReason.NotShippedYet) : Verdict.Impossible(VerdictReason.NotBeforeShipping),
            OrderProgress.Shipped => JudgeShipped(windows, facts, now),
            _ => JudgeDelivered(policy, windows, facts.DeliveredAt!.Value, line, kind, IsFault(category), now),
        };
    }

    /// <summary>Delivered within the no-reason days, of a category it holds for, and not known to be opened.</summary>
    public static bool IsNoReasonReturn(EligibilityPolicy policy, OrderFacts facts, OrderLineFacts line, DateTimeOffset now) =>
        line.Opened != true
        && facts.DeliveredAt is { } delivered
        && policy.Kinds.TryGetValue(TicketKind.ReturnRefund, out var windows)
        && windows.DeliveredDays is { } days
        && now <= delivered.AddDays(days)
        && Exclusion(policy, line) is null;

    private static Verdict JudgeShipped(KindWindows windows, OrderFacts facts, DateTimeOffset now)
    {
        if (!windows.AfterPromised)
        {
            var later = windows.DeliveredDays is not null || windows.QualityDays is not null || windows.Warranty;
            return Verdict.Impossible(later ? VerdictReason.NotBeforeDelivery : VerdictReason.NotAfterShipping);
        }

        if (facts.PromisedAt is not { } promised)
        {
            return Verdict.Outside(VerdictReason.NoPromise, null);
        }

        return now > promised ? Verdict.Open(VerdictReason.Late) : Verdict.Outside(VerdictReason.NotLateYet, promised);
    }

    private static Verdict JudgeDelivered(
        EligibilityPolicy policy, KindWindows windows, DateTimeOffset delivered, OrderLineFacts line, TicketKind kind, bool fault, DateTimeOffset now)
    {
        if (windows.Warranty)
        {
            var days = policy.WarrantyDays.TryGetValue(line.Category, out var known) ? known : policy.DefaultWarrantyDays;
            return Within(delivered.AddDays(days), now, VerdictReason.Warranty);
        }

        if (fault && windows.QualityDays is { } faultDays)
        {
            return Within(delivered.AddDays(Math.Max(faultDays, windows.DeliveredDays ?? 0)), now, VerdictReason.FaultWindow);
        }

        if (windows.DeliveredDays is not { } anyDays)
        {
            return Verdict.Impossible(windows.QualityDays is null ? VerdictReason.NotAfterShipping : VerdictReason.FaultOnly);
        }

        // Only a return sends goods back without reason; the other kinds are looked at by a person.
        return kind == TicketKind.ReturnRefund && Exclusion(policy, line) is { } excluded
            ? Verdict.Impossible(excluded)
            : Within(delivered.AddDays(anyDays), now, VerdictReason.WithinWindow);
    }

    private static VerdictReason? Exclusion(EligibilityPolicy policy, OrderLineFacts line) =>
        policy.NoReasonExcluded.Contains(line.Category) ? VerdictReason.CategoryExcluded
        : line.Opened == true && policy.NoReasonExcludedWhenOpened.Contains(line.Category) ? VerdictReason.OpenedExcluded
        : null;

    private static Verdict Within(DateTimeOffset until, DateTimeOffset now, VerdictReason reason) =>
        now <= until ? Verdict.Open(reason, until) : Verdict.Outside(VerdictReason.WindowOver, until);
}
