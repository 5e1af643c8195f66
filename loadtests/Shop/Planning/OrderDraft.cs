namespace AfterSales.LoadTests.Shop.Planning;

/// <summary>An order while its rows come in. It belongs to the customer of its first row.</summary>
internal sealed class OrderDraft(ShopRow first)
{
    private readonly ImmutableArray<ShopLine>.Builder _lines = ImmutableArray.CreateBuilder<ShopLine>();

    public string OrderId => first.Invoice;

    public string CustomerId => first.Customer;

    public ShopLine Add(ShopRow row)
    {
        var title = row.Description.Length == 0 ? row.StockCode : row.Description;
        var line = new ShopLine($"L{_lines.Count + 1}", row.StockCode, title, row.Quantity, Pence(row.UnitPrice));
        _lines.Add(line);
        return line;
    }

    public ImportOrder Finish() => new(CustomerId, OrderId, first.At, _lines.ToImmutable());

    private static long Pence(decimal pounds) => (long)Math.Round(pounds * 100, MidpointRounding.AwayFromZero);
}
