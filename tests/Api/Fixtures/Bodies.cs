using System.Text.Json.Nodes;

namespace AfterSales.Tests.Api.Fixtures;

/// <summary>Request bodies that are valid as they stand; tests change what they are about.</summary>
internal static class Bodies
{
    private static int _ids;

    public static string NewId(string prefix) => $"{prefix}-{Interlocked.Increment(ref _ids)}-{Environment.ProcessId}";

    public static JsonObject Cny(long amount) => new() { ["amount"] = amount, ["currency"] = "CNY" };

    /// <summary>An order of two lines (2 x 100.00 and 1 x 50.00 CNY) in one of the states NotShipped, Overdue, Delivered, Old.</summary>
    public static JsonObject Order(string customer, string state = "NotShipped", bool opened = false, long version = 1)
    {
        var now = DateTimeOffset.UtcNow;
        var delivered = state == "Old" ? now.AddDays(-60) : now.AddDays(-2);
        var order = new JsonObject
        {
            ["version"] = version,
            ["customerId"] = customer,
            ["paidAt"] = delivered.AddDays(-7),
            ["shippingFee"] = Cny(0),
            ["lines"] = new JsonArray(Line("1", 2, 10000, opened), Line("2", 1, 5000, opened)),
        };
        if (state != "NotShipped")
        {
            order["shippedAt"] = delivered.AddDays(-5);
            order["promisedAt"] = delivered.AddDays(-1);
        }

        if (state is "Delivered" or "Old")
        {
            order["deliveredAt"] = delivered;
        }

        return order;
    }

    public static JsonObject Open(string orderId, string kind = "RefundOnly", string line = "1", int quantity = 2, string? category = null)
    {
        var body = new JsonObject
        {
            ["kind"] = kind,
            ["orderId"] = orderId,
            ["lines"] = new JsonArray(new JsonObject { ["lineId"] = line, ["quantity"] = quantity }),
            ["channel"] = "Web",
            ["subject"] = $"{kind} please",
            ["description"] = "It is not what I wanted.",
            ["evidence"] = new JsonArray(new JsonObject { ["type"] = "photo", ["ref"] = "photos/1.jpg" }),
        };
        if (category is not null)
        {
            body["category"] = category;
        }

        return body;
    }

    private static JsonObject Line(string id, int quantity, long price, bool opened) => new()
    {
        ["lineId"] = id,
        ["sku"] = $"SKU-{id}",
        ["title"] = $"Thing {id}",
        ["quantity"] = quantity,
        ["unitPrice"] = Cny(price),
        ["paid"] = Cny(price * quantity),
        ["category"] = "electronics",
        ["opened"] = opened,
    };
}
