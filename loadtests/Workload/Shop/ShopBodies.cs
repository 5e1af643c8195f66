using System.Globalization;
using System.Text;

namespace AfterSales.LoadTests.Workload.Shop;

/// <summary>Bodies of orders and openings as api.md writes them. All words are ours and need no escaping.</summary>
internal static class ShopBodies
{
    private const long ShippingFee = 995;
    private static readonly ImmutableArray<string> English =
        ["The seam came apart", "The colour is not as shown", "It stopped working", "It arrived scratched", "It is the wrong size", "I have a question about my order"];

    private static readonly ImmutableArray<string> Chinese = ["收到的商品有质量问题", "颜色与图片不符", "用了一天就坏了", "想咨询一下订单进度"];

    /// <summary>One item of <c>/v1/orders:batch</c>.</summary>
    /// <param name="order">The order.</param>
    /// <param name="today">Days are counted back from here.</param>
    public static void Order(StringBuilder body, ShopOrder order, DateTimeOffset today)
    {
        body.Append(CultureInfo.InvariantCulture, $$"""{"orderId":"{{order.Id}}","version":1,"customerId":"{{order.Customer}}",""");
        if (order.Tier is { } tier)
        {
            body.Append(CultureInfo.InvariantCulture, $"\"customerTier\":\"{tier}\",");
        }

        var (paid, shipped, promised, delivered) = DaysAgo(order.Situation);
        Time(body, "paidAt", today, paid);
        Time(body, "shippedAt", today, shipped);
        Time(body, "promisedAt", today, promised);
        Time(body, "deliveredAt", today, delivered);
        body.Append(CultureInfo.InvariantCulture, $$"""
            "shippingFee":{{Money(ShippingFee)}},"lines":[
            """);
        var separator = "";
        foreach (var line in order.Lines)
        {
            body.Append(CultureInfo.InvariantCulture, $$"""
                {{separator}}{"lineId":"{{line.Id}}","sku":"{{line.Sku}}","title":"{{line.Title}}","quantity":{{line.Quantity}},"unitPrice":{{Money(line.UnitPrice)}},"paid":{{Money(line.Paid)}},"category":"{{line.Category}}"}
                """);
            separator = ",";
        }

        body.Append("]}");
    }

    /// <summary>The subject names run and case, so that whoever of the shop is given the case knows which one it is.</summary>
    public static byte[] Open(CaseDraft draft, string run, int seed)
    {
        var dice = Dice.Of(seed, "words").At(draft.Number);
        var words = dice.At(1).Chance(0.3) ? dice.At(2).Pick<string>(Chinese.AsSpan()) : dice.At(2).Pick<string>(English.AsSpan());
        var lines = draft.Line is { } line
            ? string.Create(CultureInfo.InvariantCulture, $$"""[{"lineId":"{{line.Id}}","quantity":{{draft.Quantity}}}]""")
            : "[]";
        var fault = draft.Category is "Quality" or "Damaged" or "WrongItem" or "Missing";
        var evidence = fault ? $$"""[{"type":"photo","ref":"photos/{{run}}/{{draft.Number}}.jpg"}]""" : "[]";
        var answers = draft.Kind == CaseKinds.ReturnRefund ? $$"""{"opened":"{{(fault ? "yes" : "no")}}"}""" : "{}";
        return Encoding.UTF8.GetBytes($$"""
            {"kind":"{{draft.Kind}}","orderId":"{{draft.Order.Id}}","lines":{{lines}},"category":"{{draft.Category}}","channel":"{{draft.Channel}}","subject":"{{words}} {{CaseMark.Of(run, draft.Number)}}","description":"{{words}}. Please help me with this, I would like it to be settled soon.","answers":{{answers}},"evidence":{{evidence}}}
            """);
    }

    public static string Money(long amount) => string.Create(CultureInfo.InvariantCulture, $$"""{"amount":{{amount}},"currency":"{{SeededShop.Currency}}"}""");

    private static (int Paid, int? Shipped, int? Promised, int? Delivered) DaysAgo(OrderSituation situation) => situation switch
    {
        OrderSituation.NotShipped => (1, null, null, null),
        OrderSituation.Late => (12, 10, 5, null),
        OrderSituation.LongDelivered => (66, 64, 62, 60),
        _ => (6, 5, 3, 2),
    };

    private static void Time(StringBuilder body, string name, DateTimeOffset today, int? daysAgo)
    {
        if (daysAgo is { } days)
        {
            body.Append(CultureInfo.InvariantCulture, $"\"{name}\":\"{today.UtcDateTime.AddDays(-days):yyyy-MM-ddTHH:mm:ssZ}\",");
        }
    }
}
