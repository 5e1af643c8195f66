using System.Globalization;
using System.Text;
using AfterSales.LoadTests.Workload.Shop;

namespace AfterSales.LoadTests.Workload.Stories;

/// <summary>Bodies of actions as api.md writes them.</summary>
internal static class MoveBodies
{
    public static byte[] Empty { get; } = "{}"u8.ToArray();

    public static byte[] Text(string field, string text) => Encoding.UTF8.GetBytes($$"""{"{{field}}":"{{text}}"}""");

    public static byte[] Parcel(string carrier, string tracking) =>
        Encoding.UTF8.GetBytes($$"""{"carrier":"{{carrier}}","trackingNumber":"{{tracking}}"}""");

    public static byte[] Receipt(string line, int received, int damaged) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $$"""{"lines":[{"lineId":"{{line}}","received":{{received}},"damaged":{{damaged}},"resellable":{{received - damaged}}}]}"""));

    public static byte[] Refund(long amount, string reference) =>
        Encoding.UTF8.GetBytes($$"""{"amount":{{ShopBodies.Money(amount)}},"paymentReference":"{{reference}}"}""");

    public static byte[] LowerOffer(long amount) => Encoding.UTF8.GetBytes($$"""{"amount":{{ShopBodies.Money(amount)}},"message":"Keep the goods and take this."}""");

    public static byte[] OtherKind(string kind) => Encoding.UTF8.GetBytes($$"""{"kind":"{{kind}}","message":"Out of stock; would this do?"}""");

    public static byte[] Priority(int priority) => Encoding.UTF8.GetBytes($$"""{"priority":"P{{priority}}","reason":"as the desk judged it"}""");

    public static byte[] Transfer(string queue) => Encoding.UTF8.GetBytes($$"""{"queueId":"{{queue}}","reason":"another desk knows more"}""");

    public static byte[] Info { get; } = """{"answers":{"detail":"It happened on the second day."},"evidence":[]}"""u8.ToArray();

    public static byte[] Dispute { get; } = """{"reason":"I do not agree.","evidence":[]}"""u8.ToArray();

    public static byte[] Verdict(bool forCustomer) => forCustomer
        ? """{"outcome":"customer","reason":"The photo shows it."}"""u8.ToArray()
        : """{"outcome":"shop","reason":"The terms were clear."}"""u8.ToArray();

    public static byte[] Rating(int score) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"score":{{score}}}"""));
}
