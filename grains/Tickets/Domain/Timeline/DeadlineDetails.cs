using System.Globalization;

namespace AfterSales.Tickets;

/// <summary>What staff read of the deadlines of a case, and everybody of what silence decided.</summary>
internal static class DeadlineDetails
{
    public static void Add(ImmutableDictionary<string, string>.Builder details, TicketEvent stored)
    {
        switch (stored)
        {
            case DeadlineSet e:
                details["rule"] = e.Rule;
                details["party"] = e.Party.ToString();
                details["effect"] = e.Effect.ToString();
                details["at"] = Time(e.At);
                break;
            case DeadlineExpired e:
                details["rule"] = e.Rule;
                details["party"] = e.Party.ToString();
                details["effect"] = e.Effect.ToString();
                details["due"] = Time(e.Due);
                break;
            case DeadlineExtended e:
                details["extension"] = e.Extension.ToString();
                details["requestedBy"] = e.RequestedBy;
                details["at"] = Time(e.At);
                break;
            case DeadlineExtensionUndone e:
                details["extension"] = e.Extension.ToString();
                details["at"] = Time(e.At);
                break;
            case CaseEscalated e:
                details["cause"] = e.Cause;
                break;
            case ReceiptConfirmed { Silent: true } or DeliveryConfirmed { Silent: true } or ResolutionConfirmed { Silent: true }:
                details["silent"] = "true";
                break;
        }
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
