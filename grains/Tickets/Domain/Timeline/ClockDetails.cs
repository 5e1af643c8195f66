using System.Globalization;

namespace AfterSales.Tickets;

/// <summary>What staff read of a case's promises.</summary>
internal static class ClockDetails
{
    public static void Add(ImmutableDictionary<string, string>.Builder details, TicketEvent stored)
    {
        switch (stored)
        {
            case SlaActivated e:
                Add(details, e.Clocks.Select(start => start.Clock));
                AddTargets(details, e.Policy, e.Clocks);
                break;
            case SlaRetargeted e:
                Add(details, e.Clocks.Select(start => start.Clock));
                AddTargets(details, e.Policy, e.Clocks);
                break;
            case SlaPaused e:
                Add(details, e.Clocks);
                break;
            case SlaPauseRefused e:
                Add(details, e.Clocks);
                details["reason"] = "the last message is the customer's";
                break;
            case SlaResumed e:
                Add(details, e.Clocks);
                break;
            case SlaFulfilled e:
                Add(details, e.Clocks);
                break;
            case SlaCancelled e:
                Add(details, e.Clocks);
                break;
            case SlaWarned e:
                Add(details, [e.Clock]);
                details["percent"] = e.Percent.ToString(CultureInfo.InvariantCulture);
                details["due"] = Instant(e.Due);
                break;
            case SlaBreached e:
                Add(details, [e.Clock]);
                details["due"] = Instant(e.Due);
                break;
        }
    }

    private static void Add(ImmutableDictionary<string, string>.Builder details, IEnumerable<string> clocks) => details["clocks"] = string.Join(", ", clocks);

    private static void AddTargets(ImmutableDictionary<string, string>.Builder details, int policy, ImmutableArray<ClockStart> clocks)
    {
        details["policyVersion"] = policy.ToString(CultureInfo.InvariantCulture);
        foreach (var start in clocks)
        {
            details[$"targetSeconds.{start.Clock}"] = start.Target.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
