using System.Text.Json.Nodes;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Systems.Receiving;

/// <summary>The endpoint at the product, and settings that let trouble pass within a run instead of within days.</summary>
internal static class WebhookSubscription
{
    private const int Retries = 30;

    /// <summary>Attempts each second or two for most of a minute, and circuits that close as soon: nothing dies of a receiver that hangs for a while.</summary>
    public static ImmutableSortedDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Webhooks:AllowInsecure"] = "true",
        ["Webhooks:AllowPrivateAddresses"] = "true",
        ["Webhooks:TimeoutSeconds"] = "2",
        ["Webhooks:CircuitSeconds"] = "1",
        ["Webhooks:MaxCircuitSeconds"] = "2",
    }.Concat(Enumerable.Range(0, Retries).Select(retry => KeyValuePair.Create($"Webhooks:RetryDelaysSeconds:{retry}", retry < 5 ? "1" : "2")))
        .ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static async Task Make(Uri front, string key, WebhookReceiver receiver)
    {
        using var http = new HttpClient { BaseAddress = front, Timeout = TimeSpan.FromSeconds(30) };
        var api = new ApiClient(http, ProductTokens.Cache(key).Of);
        var body = new JsonObject { ["url"] = new Uri(receiver.Address, "/hooks").ToString(), ["description"] = "load test" };
        // A key of its own each time: the secret is told to the first request with a key alone.
        var made = await api.Post("/v1/webhooks", ApiCaller.Staff("integration"), Guid.NewGuid().ToString("N"), System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()));
        receiver.Trust(made.Succeeded ? made.Text("secret") : throw new BenchRefusedException($"the webhook endpoint was refused: {made.Code}"));
    }
}
