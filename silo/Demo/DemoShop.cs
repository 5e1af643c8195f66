using AfterSales.Orders;

namespace AfterSales.Hosting.Demo;

/// <summary>
/// Orders of a small made-up shop: the same seed gives the same orders, with dates relative to the day of the start. The first ones stand
/// for one situation each and are the ones the README speaks of.
/// </summary>
internal static class DemoShop
{
    public const int Seed = 1111;

    private const int RandomOrders = 200;
    private const int DeskCustomers = 20;

    /// <summary>Customers whose cases the demo desk works on by itself.</summary>
    public static string DeskCustomer(int number) => $"demo-c-{number % DeskCustomers}";

    public static string DeskOrder(int number) => $"demo-desk-{number % DeskCustomers}";

    private static readonly (string Sku, string Title, long Price, string Category)[] Goods =
    [
        ("KETTLE-1", "Electric kettle 1.7 l", 15900, "appliance"),
        ("PHONE-7", "Phone case, clear", 2900, "accessory"),
        ("SHIRT-L", "Linen shirt, size L", 19900, "clothing"),
        ("LAMP-3", "Desk lamp", 8900, "electronics"),
        ("TEA-250", "Green tea 250 g", 4500, "fresh"),
        ("GAME-KEY", "Game download", 29900, "digital"),
        ("MUG-NAME", "Mug with name", 3900, "custom-made"),
        ("BOOK-11", "Picture book", 5200, "book"),
    ];

    public static IEnumerable<(string OrderId, OrderFacts Facts)> Orders(DateTimeOffset today)
    {
        var paid = today.AddDays(-3);
        yield return ("demo-not-shipped", Order("c-1", paid, null, null, today.AddDays(2), Line(0, 1)));
        yield return ("demo-overdue", Order("c-1", today.AddDays(-12), today.AddDays(-11), null, today.AddDays(-4), Line(2, 1)));
        yield return ("demo-delivered", Order("c-1", today.AddDays(-6), today.AddDays(-5), today.AddDays(-2), today.AddDays(-2), Line(3, 2), Line(2, 1)));
        yield return ("demo-small", Order("c-2", today.AddDays(-6), today.AddDays(-5), today.AddDays(-2), today.AddDays(-2), SmallLine()));
        yield return ("demo-old", Order("c-2", today.AddDays(-60), today.AddDays(-59), today.AddDays(-56), today.AddDays(-55), Line(3, 1)));

        var random = new Random(Seed);
        for (var n = 1; n <= RandomOrders; n++)
        {
            yield return ($"demo-{n}", RandomOrder(random, today));
        }

        for (var n = 0; n < DeskCustomers; n++)
        {
            var order = Order(DeskCustomer(n), today.AddDays(-6), today.AddDays(-5), today.AddDays(-2), today.AddDays(-2), Line(n % Goods.Length, 1));
            yield return (DeskOrder(n), order with { CustomerTier = DemoDesk.Tier });
        }
    }

    private static OrderFacts RandomOrder(Random random, DateTimeOffset today)
    {
        var paid = today.AddDays(-random.Next(1, 40)).AddMinutes(random.Next(24 * 60));
        DateTimeOffset? shipped = random.Next(10) > 0 ? paid.AddHours(random.Next(6, 48)) : null;
        DateTimeOffset? delivered = shipped is { } sent && random.Next(10) > 1 ? sent.AddDays(random.Next(1, 5)) : null;
        var lines = Enumerable.Range(0, random.Next(1, 4))
            .Select(line => Line(random.Next(Goods.Length), random.Next(1, 4), (line + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .ToArray();
        return Order($"c-{random.Next(1, 41)}", paid, Past(shipped, today), Past(delivered, today), paid.AddDays(4), lines);
    }

    private static DateTimeOffset? Past(DateTimeOffset? at, DateTimeOffset today) => at < today ? at : null;

    private static OrderFacts Order(
        string customer, DateTimeOffset paid, DateTimeOffset? shipped, DateTimeOffset? delivered, DateTimeOffset promised, params OrderLineFacts[] lines) => new()
        {
            Version = 1,
            CustomerId = customer,
            CustomerTier = customer is "c-2" ? "gold" : "standard",
            PaidAt = paid,
            ShippedAt = shipped,
            DeliveredAt = delivered,
            PromisedAt = promised,
            ShippingFee = new Money(800, "CNY"),
            Lines = [.. lines.Select((line, index) => line with { LineId = (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) })],
        };

    private static OrderLineFacts Line(int good, int quantity, string id = "1")
    {
        var (sku, title, price, category) = Goods[good];
        return new OrderLineFacts(id, sku, title, quantity, new Money(price, "CNY"), new Money(price * quantity, "CNY"), category, Opened: false);
    }

    private static OrderLineFacts SmallLine() =>
        new("1", "STICKER-5", "Stickers, 5 sheets", 1, new Money(990, "CNY"), new Money(990, "CNY"), "accessory", Opened: true);
}
