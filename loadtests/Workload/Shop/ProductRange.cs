namespace AfterSales.LoadTests.Workload.Shop;

/// <summary>What the shop sells. Prices are log-normal and end in awkward cents, so that sums that are rounded anywhere show.</summary>
internal sealed class ProductRange(int seed, int products)
{
    private const double MedianPrice = 8_900;
    private const double PriceSigma = 1.0;
    private const long LowestPrice = 101;
    private const long HighestPrice = 999_983;
    private readonly Dice _products = Dice.Of(seed, "product");

    public ShopLine Line(Dice dice, int line)
    {
        var number = Skew.Pick(dice.At(1).Roll(), Math.Max(1, products));
        var product = _products.At(number);
        var price = Math.Clamp((long)product.At(1).LogNormal(MedianPrice, PriceSigma), LowestPrice, HighestPrice);
        var category = product.At(2).Weigh<string>(
            [("clothing", 0.36), ("general", 0.3), ("electronics", 0.18), ("appliance", 0.1), ("digital", 0.04), ("fresh", 0.02)]);
        var quantity = dice.At(2).Weigh<int>([(1, 0.8), (2, 0.13), (3, 0.07)]);
        var full = price * quantity;
        var paid = dice.At(3).Chance(0.4) ? Math.Max(quantity, full - (long)(full * 0.3 * dice.At(4).Roll())) : full;
        return new ShopLine($"L{line + 1}", $"SKU-{number}", $"Article {number} ({category})", quantity, price, paid, category);
    }
}
