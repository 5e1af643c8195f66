using System.Text;
using AfterSales.LoadTests.Shop.Planning;

namespace AfterSales.Tests.LoadTests;

/// <summary>Small invoice files for tests.</summary>
internal static class ShopRows
{
    private const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

    public static IReadOnlyList<ShopRow> Read(params string[] rows) => ShopFile.Read(Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. rows])));

    public static ShopPlan Plan(params string[] rows) => ShopPlanner.Plan(Read(rows));

    public static string Sale(string invoice, string code, int pieces, string price = "1.50", string day = "2011-01-01", string customer = "7") =>
        $"{invoice},{code},THING,{pieces},{day} 10:00:00,{price},{customer},United Kingdom";

    public static string Return(string invoice, string code, int pieces, string day = "2011-02-01", string customer = "7") =>
        Sale(invoice, code, -pieces, "1.50", day, customer);
}
