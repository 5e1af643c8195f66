namespace AfterSales.Orders.Domain;

/// <summary>The guards' refusals (domain.md section 3) with their stable codes.</summary>
internal static class Refusals
{
    /// <summary>The guard that is named first when several lines are refused for several reasons.</summary>
    private static readonly ImmutableArray<string> Order =
        [FailureCodes.TooManyCases, FailureCodes.LineHasOpenCase, FailureCodes.QuantityExceeded, FailureCodes.KindNotEligible, FailureCodes.OutsideWindow];

    public static Failure EvidenceMissing { get; } =
        new(FailureCodes.EvidenceMissing, "This category needs a photo or another proof.") { Errors = [new FieldError("/evidence", "must not be empty")] };

    /// <summary>The same for an order that does not exist and for somebody else's: a customer learns nothing.</summary>
    public static Failure UnknownOrder { get; } = new(FailureCodes.UnknownOrder, "There is no such order.");

    public static Failure Of(ImmutableArray<(string Pointer, Verdict Verdict)> verdicts)
    {
        var first = verdicts.MinBy(entry => Order.IndexOf(entry.Verdict.Code!)).Verdict;
        return new Failure(first.Code!, first.Text()) { Errors = [.. verdicts.Select(entry => new FieldError(entry.Pointer, entry.Verdict.Text()))] };
    }

    public static Failure Currency(string currency) => new(FailureCodes.CurrencyMismatch, $"The order is in {currency}.")
    {
        Errors = [new FieldError("/requestedAmount/currency", $"Must be {currency}.")],
    };

    public static Failure Amount(Money claimed) => new(FailureCodes.AmountExceeded, "More is asked for than these pieces can be refunded at.")
    {
        Errors = [new FieldError("/requestedAmount/amount", $"Must be at most {claimed.Amount}.")],
    };
}
