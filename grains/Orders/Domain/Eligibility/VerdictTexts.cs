using System.Globalization;

namespace AfterSales.Orders.Domain;

/// <summary>Verdicts in words, in the two languages of the API.</summary>
internal static class VerdictTexts
{
    public static string Text(this Verdict verdict, string language = "en")
    {
        var (chinese, english) = Words(verdict.Reason);
        var date = verdict.Until?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
        var text = language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? chinese : english;
        return text.Replace("{0}", date, StringComparison.Ordinal);
    }

    private static (string Chinese, string English) Words(VerdictReason reason) => reason switch
    {
        VerdictReason.NotShippedYet => ("订单尚未发货", "The order is not shipped yet."),
        VerdictReason.Late => ("已超过承诺送达时间", "The promised date has passed."),
        VerdictReason.WithinWindow => ("可在 {0} 前申请", "Open until {0}."),
        VerdictReason.FaultWindow => ("仅限质量、破损、错发或少件，可在 {0} 前申请", "Open until {0} for quality, damaged, wrong or missing goods."),
        VerdictReason.Warranty => ("保修期至 {0}", "Under warranty until {0}."),
        VerdictReason.KindNotOffered => ("不支持此类售后", "This kind of case is not offered."),
        VerdictReason.NotBeforeShipping => ("订单尚未发货，不支持此类售后", "Not possible before the order is shipped."),
        VerdictReason.NotBeforeDelivery => ("订单尚未送达，不支持此类售后", "Not possible before the order is delivered."),
        VerdictReason.NotAfterShipping => ("订单已发货，不支持此类售后", "Not possible after the order was shipped."),
        VerdictReason.FaultOnly => ("仅限质量、破损、错发或少件", "Only for quality, damaged, wrong or missing goods."),
        VerdictReason.CategoryExcluded => ("此类商品不支持无理由退货", "Goods of this category are not returned without reason."),
        VerdictReason.OpenedExcluded => ("此类商品拆封后不支持无理由退货", "Goods of this category are not returned without reason once opened."),
        VerdictReason.NotLateYet => ("承诺送达时间 {0} 之后可申请", "Possible after the promised date, {0}."),
        VerdictReason.NoPromise => ("订单没有承诺送达时间", "The order has no promised date."),
        VerdictReason.WindowOver => ("已于 {0} 过期", "The window closed at {0}."),
        VerdictReason.LineHasOpenCase => ("该商品已有进行中的售后", "The line has an open case."),
        VerdictReason.TooManyCases => ("该商品的售后次数已达上限", "The line has had as many cases as it may."),
        VerdictReason.NothingLeft => ("没有可申请的数量", "No pieces are left."),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without words."),
    };
}
