using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Driving.Setup;

/// <summary>What is set up once for the whole run, before any driver starts.</summary>
internal static class ShopSetup
{
    public static async Task Prepare(PeakPlan plan, Uri front, string key)
    {
        using var http = new HttpClient { BaseAddress = front, Timeout = TimeSpan.FromSeconds(30) };
        await new ShopPolicies(new ApiClient(http, ProductTokens.Cache(key).Of), plan.Run).Compress(plan);
    }
}
