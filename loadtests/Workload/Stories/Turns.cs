namespace AfterSales.LoadTests.Workload.Stories;

/// <summary>Whose turn it is in a step (domain.md sections 1 and 2).</summary>
internal enum Turn
{
    Customer,

    /// <summary>Somebody of the shop, to whom the case is routed.</summary>
    Staff,

    /// <summary>The carrier's report, which nobody of the shop is given.</summary>
    Carrier,

    /// <summary>The case is over, unless it is opened again.</summary>
    Over,
}

internal static class Turns
{
    public static Turn Of(CaseFacts facts) => facts.Step switch
    {
        Steps.UnderReview or Steps.InDialogue or Steps.AwaitingInspection or Steps.AwaitingRefund or Steps.AwaitingReplacement or Steps.InRepair or Steps.InDispute => Turn.Staff,
        Steps.ReturnInTransit => Turn.Carrier,
        Steps.ReturningGoods when !facts.Sent => Turn.Staff,
        Steps.ReplacementInTransit or Steps.ReturningGoods => facts.Delivered ? Turn.Customer : Turn.Carrier,
        Steps.AwaitingCustomer or Steps.CounterOffered or Steps.AwaitingReturn or Steps.Resolved => Turn.Customer,
        Steps.Rejected => Turn.Customer,
        _ => Turn.Over,
    };

    /// <summary>Nothing follows by itself any more.</summary>
    public static bool IsOver(string step) => step is Steps.Completed or Steps.Cancelled or Steps.Closed;
}

/// <summary>Steps as the contract writes them.</summary>
internal static class Steps
{
    public const string UnderReview = "UnderReview";
    public const string AwaitingCustomer = "AwaitingCustomer";
    public const string CounterOffered = "CounterOffered";
    public const string AwaitingReturn = "AwaitingReturn";
    public const string ReturnInTransit = "ReturnInTransit";
    public const string AwaitingInspection = "AwaitingInspection";
    public const string AwaitingRefund = "AwaitingRefund";
    public const string AwaitingReplacement = "AwaitingReplacement";
    public const string InRepair = "InRepair";
    public const string ReplacementInTransit = "ReplacementInTransit";
    public const string ReturningGoods = "ReturningGoods";
    public const string InDialogue = "InDialogue";
    public const string Resolved = "Resolved";
    public const string Rejected = "Rejected";
    public const string InDispute = "InDispute";
    public const string Completed = "Completed";
    public const string Cancelled = "Cancelled";
    public const string Closed = "Closed";

    public static ImmutableArray<string> All { get; } =
    [
        UnderReview, AwaitingCustomer, CounterOffered, AwaitingReturn, ReturnInTransit, AwaitingInspection, AwaitingRefund, AwaitingReplacement, InRepair,
        ReplacementInTransit, ReturningGoods, InDialogue, Resolved, Rejected, InDispute, Completed, Cancelled, Closed,
    ];

    public static int IndexOf(string step) => All.IndexOf(step);
}

/// <summary>Roles as tokens write them.</summary>
internal static class ShopRoles
{
    public const string Customer = "customer";
    public const string Agent = "agent";
    public const string Lead = "lead";
    public const string Warehouse = "warehouse";
    public const string Finance = "finance";
    public const string Workshop = "workshop";
    public const string Logistics = "logistics";
    public const string Arbitrator = "arbitrator";
    public const string Integration = "integration";
    public const string Admin = "admin";
}
