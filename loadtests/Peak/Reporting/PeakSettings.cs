using System.Globalization;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Peak.Reporting;

/// <summary>A plan as names and values a reader understands.</summary>
internal static class PeakSettings
{
    public static ImmutableSortedDictionary<string, string> Of(PeakPlan plan)
    {
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        settings["profile"] = plan.Arrivals.Profile;
        settings["rate, cases per second"] = Text(plan.Arrivals.Rate);
        settings["peak, times the rate"] = plan.Arrivals.Profile is "steady" or "replay" or "steps" ? "-" : Text(plan.Arrivals.Peak);
        settings["arrivals over, s"] = Text(plan.Arrivals.Seconds);
        settings["customers"] = Text(plan.Customers);
        settings["products"] = Text(plan.Products);
        settings["agents"] = Text(plan.Agents);
        settings["units of an agent"] = Text(plan.AgentCapacity);
        settings["customers with a live stream"] = plan.StreamShare.ToString("P0", CultureInfo.InvariantCulture);
        settings["promised times divided by"] = Text(plan.Compression);
        settings["thinking, median ms"] = Text(plan.ThinkMilliseconds);
        settings["patience, s"] = Text(plan.PatienceSeconds);
        settings["drain, s"] = Text(plan.DrainSeconds);
        settings["run"] = plan.Run;
        return settings.ToImmutable();
    }

    private static string Text(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);
}
