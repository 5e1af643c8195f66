using AfterSales.Policies;

namespace AfterSales.Orders.Domain;

/// <summary>What other cases forbid on a line, before any window is looked at (domain.md section 3).</summary>
internal static class LineGuards
{
    public static Verdict? Check(OrderLineFacts line, LineUse others, int quantity, EligibilityPolicy policy)
    {
        if (others.Tickets >= policy.MaxTicketsPerLine)
        {
            return new Verdict(FailureCodes.TooManyCases, VerdictReason.TooManyCases);
        }

        if (others.OpenTicket is not null)
        {
            return new Verdict(FailureCodes.LineHasOpenCase, VerdictReason.LineHasOpenCase);
        }

        return quantity > others.Remaining(line) ? new Verdict(FailureCodes.QuantityExceeded, VerdictReason.NothingLeft) : null;
    }
}
