namespace AfterSales.Tickets;

/// <summary>The one table of action names (api.md): path segment to command.</summary>
public static class TicketActions
{
    private static readonly ImmutableDictionary<string, Type> ByName = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["approve"] = typeof(Approve),
        ["reject"] = typeof(Reject),
        ["request-info"] = typeof(RequestInfo),
        ["provide-info"] = typeof(ProvideInfo),
        ["counter-offer"] = typeof(CounterOffer),
        ["accept-offer"] = typeof(AcceptOffer),
        ["decline-offer"] = typeof(DeclineOffer),
        ["ship-return"] = typeof(ShipReturn),
        ["report-arrival"] = typeof(ReportArrival),
        ["confirm-receipt"] = typeof(ConfirmReceipt),
        ["start-repair"] = typeof(StartRepair),
        ["finish-repair"] = typeof(FinishRepair),
        ["ship-replacement"] = typeof(ShipReplacement),
        ["ship-back"] = typeof(ShipBack),
        ["report-delivery"] = typeof(ReportDelivery),
        ["confirm-delivery"] = typeof(ConfirmDelivery),
        ["refund-issued"] = typeof(RefundIssued),
        ["refund-failed"] = typeof(RefundFailed),
        ["reply"] = typeof(Reply),
        ["note"] = typeof(Note),
        ["customer-message"] = typeof(CustomerMessage),
        ["resolve"] = typeof(Resolve),
        ["confirm-resolution"] = typeof(ConfirmResolution),
        ["rate"] = typeof(Rate),
        ["reopen"] = typeof(Reopen),
        ["cancel"] = typeof(Cancel),
        ["dispute"] = typeof(Dispute),
        ["decide-dispute"] = typeof(DecideDispute),
        ["claim"] = typeof(ClaimCase),
        ["assign"] = typeof(Assign),
        ["transfer"] = typeof(Transfer),
        ["release"] = typeof(Release),
        ["set-priority"] = typeof(SetPriority),
        ["set-category"] = typeof(SetCategory),
        ["add-tag"] = typeof(AddTag),
        ["remove-tag"] = typeof(RemoveTag),
        ["link-duplicate"] = typeof(LinkDuplicate),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private static readonly ImmutableDictionary<Type, string> ByType = ByName.ToImmutableDictionary(entry => entry.Value, entry => entry.Key);

    public static IEnumerable<string> Names => ByName.Keys;

    public static Type? Find(string action) => ByName.GetValueOrDefault(action);

    public static string NameOf(TicketCommand command) => NameOf(command.GetType());

    public static string NameOf(Type command) => ByType[command];
}
