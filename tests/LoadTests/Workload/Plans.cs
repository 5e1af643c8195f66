using AfterSales.LoadTests.Workload;
using AfterSales.LoadTests.Workload.Arrivals;
using AfterSales.LoadTests.Workload.Shop;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.Tests.LoadTests.Workload;

/// <summary>Plans for tests.</summary>
internal static class Plans
{
    public static PeakPlan Of(string profile = "steady", double rate = 50, double seconds = 60, int seed = 11) =>
        new() { Seed = seed, Run = "t", Arrivals = new ArrivalPlan(profile, rate, seconds) };

    public static CaseStories Stories(PeakPlan plan) => new(plan, new SeededShop(plan, ArrivalTimes.Of(plan).Length));
}
