using System.Text.Json;
using AfterSales.Tickets;

namespace AfterSales.Webhooks;

/// <summary>What is told of an event beside the case it belongs to: amounts, parcels, times and names of rules. Never a free text.</summary>
internal static class EventFacts
{
    public static void Write(Utf8JsonWriter json, TicketEvent stored)
    {
        switch (stored)
        {
            case Opened e:
                json.WriteString("category"u8, e.Category.ToString());
                json.WriteString("priority"u8, e.Priority.ToString());
                json.WriteString("channel"u8, e.Channel.ToString());
                Amount(json, "requestedAmount", e.Requested);
                break;
            case AutoApproved e:
                json.WriteBoolean("automatic"u8, true);
                Amount(json, "amount", e.Amount);
                break;
            case Approved e:
                json.WriteBoolean("automatic"u8, e.By == Roles.System);
                Amount(json, "amount", e.Amount);
                break;
            case OfferMade e:
                json.WriteString("offeredKind"u8, e.Kind.ToString());
                Amount(json, "amount", e.Amount);
                break;
            case OfferAccepted e:
                Amount(json, "amount", e.Amount);
                break;
            case Refunded e:
                Amount(json, "amount", e.Amount);
                json.WriteString("paymentReference"u8, e.PaymentReference);
                break;
            case DisputeDecided e:
                json.WriteString("outcome"u8, e.Outcome.ToString());
                Amount(json, "amount", e.Amount);
                break;
            default:
                WriteGoods(json, stored);
                break;
        }
    }

    private static void WriteGoods(Utf8JsonWriter json, TicketEvent stored)
    {
        switch (stored)
        {
            case ReturnShipped e:
                Parcel(json, e.Carrier, e.TrackingNumber);
                break;
            case ReplacementShipped e:
                Parcel(json, e.Carrier, e.TrackingNumber);
                break;
            case GoodsShippedBack e:
                Parcel(json, e.Carrier, e.TrackingNumber);
                break;
            case ReceiptConfirmed e:
                json.WriteBoolean("asPromised"u8, e.AsPromised);
                break;
            case DeliveryReported e:
                json.WriteString("deliveredAt"u8, e.At.UtcDateTime);
                break;
            case DeliveryConfirmed e:
                json.WriteBoolean("silent"u8, e.Silent);
                break;
            case ResolutionConfirmed e:
                json.WriteBoolean("silent"u8, e.Silent);
                break;
            default:
                WritePromises(json, stored);
                break;
        }
    }

    private static void WritePromises(Utf8JsonWriter json, TicketEvent stored)
    {
        switch (stored)
        {
            case SlaBreached e:
                json.WriteString("clock"u8, e.Clock);
                json.WriteString("clockType"u8, e.Type.ToString());
                json.WriteString("due"u8, e.Due.UtcDateTime);
                break;
            case DeadlineExpired e:
                json.WriteString("rule"u8, e.Rule);
                json.WriteString("party"u8, e.Party.ToString());
                json.WriteString("effect"u8, e.Effect.ToString());
                json.WriteString("due"u8, e.Due.UtcDateTime);
                break;
            case CaseEscalated e:
                json.WriteString("cause"u8, e.Cause);
                break;
            case Assigned e:
                json.WriteString("agentId"u8, e.Agent);
                json.WriteString("queueId"u8, e.Queue);
                break;
        }
    }

    private static void Amount(Utf8JsonWriter json, string name, Money? money)
    {
        if (money is not { } amount)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("amount"u8, amount.Amount);
        json.WriteString("currency"u8, amount.Currency);
        json.WriteEndObject();
    }

    private static void Parcel(Utf8JsonWriter json, string carrier, string trackingNumber)
    {
        json.WriteString("carrier"u8, carrier);
        json.WriteString("trackingNumber"u8, trackingNumber);
    }
}
