using System.Text.Json.Nodes;

namespace AfterSales.Hosting.Smoke;

/// <summary>Makes orders for the stories and opens cases on them.</summary>
internal sealed class SmokeShop(SmokeClient client, string run, DateTimeOffset now)
{
    private int _orders;

    /// <summary>A case on a fresh order of one line with two pieces of 100.00 CNY.</summary>
    public async Task<SmokeTicket> Open(string kind, SmokeOrder state, string? category, CancellationToken cancellation)
    {
        var orderId = $"smoke-{run}-{++_orders}";
        var customer = $"smoke-{run}-c{_orders}";
        await client.Send(HttpMethod.Put, $"/v1/orders/{orderId}", "integration", OrderBody(customer, state), cancellation);
        var body = new JsonObject
        {
            ["kind"] = kind,
            ["orderId"] = orderId,
            ["lines"] = new JsonArray(new JsonObject { ["lineId"] = "1", ["quantity"] = 2 }),
            ["channel"] = "Web",
            ["subject"] = $"{kind} wanted",
            ["description"] = "A case of the smoke run.",
            ["evidence"] = new JsonArray(new JsonObject { ["type"] = "photo", ["ref"] = "smoke/1.jpg" }),
        };
        if (category is not null)
        {
            body["category"] = category;
        }

        return await SmokeTicket.Open(client, customer, body, cancellation);
    }

    /// <summary>A dialogue case without an order.</summary>
    public Task<SmokeTicket> Ask(string kind, CancellationToken cancellation)
    {
        var body = new JsonObject { ["kind"] = kind, ["channel"] = "Chat", ["subject"] = "A question", ["description"] = "Where is my invoice?" };
        return SmokeTicket.Open(client, $"smoke-{run}-c{++_orders}", body, cancellation);
    }

    private JsonObject OrderBody(string customer, SmokeOrder state)
    {
        var order = new JsonObject
        {
            ["version"] = 1,
            ["customerId"] = customer,
            ["paidAt"] = now.AddDays(-9),
            ["shippingFee"] = Cny(0),
            ["lines"] = new JsonArray(new JsonObject
            {
                ["lineId"] = "1", ["sku"] = "LAMP-3", ["title"] = "Desk lamp", ["quantity"] = 2, ["unitPrice"] = Cny(10000), ["paid"] = Cny(20000),
                ["category"] = "electronics", ["opened"] = state == SmokeOrder.DeliveredOpened,
            }),
        };
        if (state != SmokeOrder.NotShipped)
        {
            order["shippedAt"] = now.AddDays(-8);
            order["promisedAt"] = now.AddDays(-3);
        }

        if (state is SmokeOrder.Delivered or SmokeOrder.DeliveredOpened)
        {
            order["deliveredAt"] = now.AddDays(-2);
        }

        return order;
    }

    internal static JsonObject Cny(long amount) => new() { ["amount"] = amount, ["currency"] = "CNY" };
}

internal enum SmokeOrder { NotShipped, Overdue, Delivered, DeliveredOpened }
