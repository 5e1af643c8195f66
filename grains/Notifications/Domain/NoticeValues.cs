using System.Globalization;
using AfterSales.Tickets;

namespace AfterSales.Notifications;

/// <summary>
/// What templates may say of a case: names of enums, amounts and times as stored, made words of only when they are shown. Free text of a case is none of
/// them. Pure.
/// </summary>
internal static class NoticeValues
{
    public const string Number = "number";
    public const string Kind = "kind";
    public const string Offer = "offer";
    public const string Step = "step";
    public const string Stage = "stage";
    public const string Priority = "priority";
    public const string Due = "due";
    public const string Amount = "amount";
    public const string Clock = "clock";
    public const string Percent = "percent";
    public const string Cause = "cause";
    public const string Address = "address";
    public const string Carrier = "carrier";
    public const string Tracking = "tracking";
    public const string Product = "product";

    public static ImmutableArray<string> Names { get; } =
        [Number, Kind, Offer, Step, Stage, Priority, Due, Amount, Clock, Percent, Cause, Address, Carrier, Tracking, Product];

    public static ImmutableDictionary<string, string> Of(TicketEvent stored)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (stored.To is { } step)
        {
            values[Step] = step.ToString();
        }

        foreach (var (name, value) in Own(stored))
        {
            if (value is not null)
            {
                values[name] = value;
            }
        }

        return values.ToImmutable();
    }

    private static (string Name, string? Value)[] Own(TicketEvent stored) => stored switch
    {
        AutoApproved approved => [(Amount, Text(approved.Amount)), (Address, approved.ReturnAddress)],
        Approved approved => [(Amount, Text(approved.Amount)), (Address, approved.ReturnAddress)],
        OfferMade offer => [(Offer, offer.Kind.ToString()), (Amount, Text(offer.Amount))],
        OfferAccepted offer => [(Amount, Text(offer.Amount)), (Address, offer.ReturnAddress)],
        DisputeDecided decided => [(Amount, Text(decided.Amount)), (Address, decided.ReturnAddress)],
        Refunded refunded => [(Amount, Text(refunded.Amount))],
        ReturnShipped shipped => [(Carrier, shipped.Carrier), (Tracking, shipped.TrackingNumber)],
        ReplacementShipped shipped => [(Carrier, shipped.Carrier), (Tracking, shipped.TrackingNumber)],
        GoodsShippedBack shipped => [(Carrier, shipped.Carrier), (Tracking, shipped.TrackingNumber)],
        SlaWarned warned => [(Clock, warned.Clock), (Percent, $"{warned.Percent}"), (Due, Text(warned.Due))],
        SlaBreached breached => [(Clock, breached.Clock), (Due, Text(breached.Due))],
        DeadlineExpired expired => [(Cause, expired.Rule), (Due, Text(expired.Due))],
        CaseEscalated escalated => [(Cause, escalated.Cause)],
        _ => [],
    };

    private static string? Text(Money? amount) => amount is { } money ? string.Create(CultureInfo.InvariantCulture, $"{money.Amount} {money.Currency}") : null;

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
