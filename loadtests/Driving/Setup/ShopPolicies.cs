using System.Text.Json.Nodes;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Workload;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.LoadTests.Driving.Setup;

/// <summary>
/// Makes promises and deadlines run as fast as the run: every duration of the policies <c>sla</c> and <c>deadlines</c> is divided. Working calendars are taken out of
/// them, since a day of five seconds has no office hours; and agents are not ramped up, since their shift began long ago.
/// </summary>
internal sealed class ShopPolicies(ApiClient api, string run)
{
    /// <summary>Who published tells a later run that the policy in force is a divided one.</summary>
    private const string Suffix = "-clockmaker";

    private readonly ApiCaller _publisher = new($"{run}{Suffix}", ShopRoles.Admin);

    public async Task Compress(PeakPlan plan)
    {
        if (plan.Compression > 1)
        {
            await Change("sla", policy => Divide(policy["definitions"], plan.Compression));
            await Change("deadlines", policy => Divide(policy["rules"], plan.Compression));
        }

        if (plan.Agents > 0)
        {
            await Change("routing", policy => policy["rampUpSeconds"] = 0);
        }
    }

    /// <summary>Every duration in seconds, wherever it stands, at least as long as the system takes.</summary>
    public static void Divide(JsonNode? node, double by)
    {
        foreach (var rule in node!.AsArray())
        {
            var fields = rule!.AsObject();
            fields.Remove("calendar");
            if (fields["afterSeconds"] is { } after)
            {
                fields["afterSeconds"] = Scaled(after, by);
            }

            if (fields["targetSeconds"] is JsonObject targets)
            {
                foreach (var priority in targets.Select(target => target.Key).ToArray())
                {
                    targets[priority] = Scaled(targets[priority]!, by);
                }
            }
        }
    }

    private static int Scaled(JsonNode seconds, double by) => (int)Math.Max(1, Math.Round(seconds.GetValue<double>() / by));

    private async Task Change(string name, Action<JsonNode> change)
    {
        var path = $"/v1/policies/{name}";
        var current = Require(await api.Get(path, _publisher), name);
        if (current.Body.TryGetProperty("publishedBy", out var by) && by.GetString()?.EndsWith(Suffix, StringComparison.Ordinal) == true && name != "routing")
        {
            // An earlier run on this system has divided it: from the built-in one again.
            current = Require(await api.Put(path, _publisher, "{}"u8.ToArray()), name);
        }

        var policy = JsonNode.Parse(current.Body.GetProperty("policy").GetRawText())!;
        change(policy);
        Require(await api.Put(path, _publisher, System.Text.Encoding.UTF8.GetBytes(policy.ToJsonString())), name);
    }

    private static ApiAnswer Require(ApiAnswer answer, string name) => answer.Succeeded
        ? answer
        : throw new BenchRefusedException($"The system did not take policy {name}: {answer.Code} {answer.Body}");
}
