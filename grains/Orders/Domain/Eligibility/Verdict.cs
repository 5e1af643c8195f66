namespace AfterSales.Orders.Domain;

/// <summary>Why a kind is or is not open for a line; each has its texts in <see cref="VerdictTexts"/>.</summary>
internal enum VerdictReason
{
    NotShippedYet, Late, WithinWindow, FaultWindow, Warranty,
    KindNotOffered, NotBeforeShipping, NotBeforeDelivery, NotAfterShipping, FaultOnly, CategoryExcluded, OpenedExcluded,
    NotLateYet, NoPromise, WindowOver,
    LineHasOpenCase, TooManyCases, NothingLeft,
}

/// <param name="Code">Null when eligible; otherwise a code of <see cref="FailureCodes"/>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">End of the open window (inclusive), end of the one that closed, or the day from which it opens.</param>
internal readonly record struct Verdict(string? Code, VerdictReason Reason, DateTimeOffset? Until = null)
{
    public bool Eligible => Code is null;

    public static Verdict Open(VerdictReason reason, DateTimeOffset? until = null) => new(null, reason, until);

    /// <summary>This kind never fits this order as it stands; no override helps.</summary>
    public static Verdict Impossible(VerdictReason reason) => new(FailureCodes.KindNotEligible, reason);

    /// <summary>The kind fits, the time does not; a lead may override.</summary>
    public static Verdict Outside(VerdictReason reason, DateTimeOffset? until) => new(FailureCodes.OutsideWindow, reason, until);
}
