using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Workload;
using AfterSales.LoadTests.Workload.Staff;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.LoadTests.Driving.Setup;

/// <summary>What is set up once for the whole run, before any driver starts.</summary>
internal static class ShopSetup
{
    /// <summary>Publishes the run's policies and tells what its agents must be able to do.</summary>
    public static async Task<ShopDesks> Prepare(PeakPlan plan, Uri front, string key)
    {
        using var http = new HttpClient { BaseAddress = front, Timeout = TimeSpan.FromSeconds(30) };
        var api = new ApiClient(http, ProductTokens.Cache(key).Of);
        await new ShopPolicies(api, plan.Run).Compress(plan);
        return plan.Agents > 0 ? await Desks(api, new ApiCaller($"{plan.Run}-setup", ShopRoles.Admin)) : new ShopDesks([], []);
    }

    /// <summary>Departments of all queues that the routing policy names, and every skill it knows: so that nothing waits for somebody who does not exist.</summary>
    private static async Task<ShopDesks> Desks(ApiClient api, ApiCaller who)
    {
        var routing = Require(await api.Get("/v1/policies/routing", who)).Body.GetProperty("policy");
        var queues = routing.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("queue").GetString()!)
            .Append(routing.GetProperty("defaultQueue").GetString()!).Distinct(StringComparer.Ordinal);
        var departments = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var queue in queues)
        {
            var found = await api.Get($"/v1/queues/{queue}", who);
            if (found.Succeeded)
            {
                departments.Add(found.Text("department"));
            }
        }

        return new ShopDesks([.. departments], [.. routing.GetProperty("skills").EnumerateArray().Select(skill => skill.GetString()!)]);
    }

    private static ApiAnswer Require(ApiAnswer answer) =>
        answer.Succeeded ? answer : throw new BenchRefusedException($"The system did not tell its routing policy: {answer.Code}.");
}
