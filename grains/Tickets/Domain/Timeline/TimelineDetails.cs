using System.Globalization;

namespace AfterSales.Tickets;

/// <summary>Further facts of an event as names and values; names are stable, values are codes, ids and amounts in minor units.</summary>
internal static class TimelineDetails
{
    public static ImmutableDictionary<string, string> Of(TicketEvent stored)
    {
        var details = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        switch (stored)
        {
            case Opened e:
                details["kind"] = e.Kind.ToString();
                details["channel"] = e.Channel.ToString();
                Add(details, "reason", e.Personal?.Text);
                Add(details, "requestedAmount", e.Requested);
                break;
            case AutoApproved e:
                details["rule"] = e.Rule;
                Add(details, "amount", e.Amount);
                break;
            case Approved e:
                details["rule"] = e.Rule;
                Add(details, "amount", e.Amount);
                break;
            case Rejected e:
                details["rule"] = e.Rule;
                break;
            case OfferMade e:
                details["kind"] = e.Kind.ToString();
                Add(details, "amount", e.Amount);
                break;
            case OfferAccepted e:
                details["kind"] = e.Kind.ToString();
                Add(details, "amount", e.Amount);
                break;
            case DisputeDecided e:
                details["outcome"] = e.Outcome.ToString();
                Add(details, "amount", e.Amount);
                break;
            case Refunded e:
                Add(details, "amount", e.Amount);
                details["paymentReference"] = e.PaymentReference;
                break;
            default:
                AddGoods(details, stored);
                AddLabels(details, stored);
                RoutingDetails.Add(details, stored);
                DeadlineDetails.Add(details, stored);
                ClockDetails.Add(details, stored);
                break;
        }

        AddAnswers(details, stored);
        return details.ToImmutable();
    }

    private static void AddGoods(ImmutableDictionary<string, string>.Builder details, TicketEvent stored)
    {
        switch (stored)
        {
            case ReturnShipped e:
                AddParcel(details, e.Carrier, e.TrackingNumber);
                break;
            case ReplacementShipped e:
                AddParcel(details, e.Carrier, e.TrackingNumber);
                break;
            case GoodsShippedBack e:
                AddParcel(details, e.Carrier, e.TrackingNumber);
                break;
            case ReceiptConfirmed e:
                details["asPromised"] = e.AsPromised ? "true" : "false";
                foreach (var line in e.Lines.OrEmpty())
                {
                    details[$"line.{line.LineId}"] = $"received {line.Received}, damaged {line.Damaged}, resellable {line.Resellable}";
                }

                break;
            case DeliveryReported e:
                details["deliveredAt"] = e.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                break;
        }
    }

    private static void AddLabels(ImmutableDictionary<string, string>.Builder details, TicketEvent stored)
    {
        var (name, value) = stored switch
        {
            Rated e => ("score", e.Score.ToString(CultureInfo.InvariantCulture)),
            CustomerWrote { Channel: { } channel } => ("channel", channel.ToString()),
            PrioritySet e => ("priority", e.Priority.ToString()),
            CategorySet e => ("category", e.Category.ToString()),
            TagAdded e => ("tag", e.Tag),
            TagRemoved e => ("tag", e.Tag),
            DuplicateLinked e => ("of", e.Of.ToString()),
            _ => ("", null),
        };
        Add(details, name, value);
    }

    private static void AddAnswers(ImmutableDictionary<string, string>.Builder details, TicketEvent stored)
    {
        foreach (var (id, answer) in stored.Personal?.Answers ?? ImmutableDictionary<string, string>.Empty)
        {
            details[$"answers.{id}"] = answer;
        }
    }

    private static void AddParcel(ImmutableDictionary<string, string>.Builder details, string carrier, string trackingNumber)
    {
        details["carrier"] = carrier;
        details["trackingNumber"] = trackingNumber;
    }

    private static void Add(ImmutableDictionary<string, string>.Builder details, string name, string? value)
    {
        if (value is not null)
        {
            details[name] = value;
        }
    }

    private static void Add(ImmutableDictionary<string, string>.Builder details, string name, Money? money) =>
        Add(details, name, money is { } amount ? $"{amount.Amount} {amount.Currency}" : null);
}
