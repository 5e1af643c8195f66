namespace AfterSales.Tickets;

/// <summary>Names under which decisions are stored; stable, they appear in answers and reports.</summary>
internal static class DecisionRules
{
    public const string NotShipped = "not-shipped";
    public const string NoReasonReturn = "no-reason-return";
    public const string SmallAmount = "small-amount";
    public const string OfferAccepted = "offer-accepted";
    public const string Arbitration = "arbitration";

    /// <summary>The reviewer stayed silent; its policy version is the deadline policy's.</summary>
    public const string SilenceApproval = "silence-approval";

    /// <summary>A person's approval or rejection, by the role in which he decided, e.g. <c>lead-approval</c>.</summary>
    public static string Approval(Roles role) => $"{RoleNames.Of(role)}-approval";

    public static string Rejection(Roles role) => $"{RoleNames.Of(role)}-rejection";
}
