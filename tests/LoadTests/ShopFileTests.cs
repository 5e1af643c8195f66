using System.Text;
using AfterSales.LoadTests.Shop.Planning;
using static AfterSales.Tests.LoadTests.ShopRows;

namespace AfterSales.Tests.LoadTests;

public sealed class ShopFileTests
{
    private const string Variable = "AFTERSALES_DATA";

    [Fact]
    public void Quotes_floating_customers_and_both_notations_of_time_are_read()
    {
        var rows = Read("1,A,\"CUP, \"\"RED\"\"\",3,2011-01-02 09:05:00,2.1,13047.0,France", "2,B,X,1,1/2/2011 9:04,0.42,13047,France");

        Assert.Equal(["2", "1"], rows.Select(row => row.Invoice));
        Assert.Equal("CUP, \"RED\"", rows[1].Description);
        Assert.All(rows, row => Assert.Equal("13047", row.Customer));
        Assert.Equal(new DateTimeOffset(2011, 1, 2, 9, 4, 0, TimeSpan.Zero), rows[0].At);
        Assert.Equal(2.1m, rows[1].UnitPrice);
    }

    [Fact]
    public void A_Latin_1_export_is_read_too()
    {
        var text = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n1,A,DOORMAT £5,3,2011-01-02 09:05:00,2.1,1,France";

        Assert.Equal("DOORMAT £5", ShopFile.Read(Encoding.Latin1.GetBytes(text))[0].Description);
    }

    [Theory]
    [InlineData("1,A,X,many,2011-01-02 09:05:00,2.1,1,France")]
    [InlineData("1,A,X,1,yesterday,2.1,1,France")]
    [InlineData("1,A,X,1,2011-01-02 09:05:00,cheap,1,France")]
    public void A_row_that_cannot_be_read_is_named_by_its_line(string row)
    {
        var failure = Assert.Throws<InvalidDataException>(() => Read(Sale("1", "A", 1), row));

        Assert.Contains("Line 3", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_the_columns_is_refused()
    {
        var file = Encoding.UTF8.GetBytes("a,b\n1,2");

        Assert.Throws<InvalidDataException>(() => ShopFile.Read(file));
    }

    [Fact]
    public void The_public_file_gives_the_published_figures()
    {
        var file = Path.Combine(DataFolder(), "uci_online_retail", "customer_histories_public.csv");
        Assert.SkipWhen(!File.Exists(file), $"{file} is not there; set {Variable} to the folder with the public data.");

        var plan = ShopPlanner.Plan(ShopFile.Read(file));

        Assert.Equal((958, 22951), (plan.Orders, plan.Lines));
        Assert.Equal((506, 41, 17), (plan.Completed, plan.Refused, plan.Skipped));
        Assert.Equal(8_801_772, plan.RefundedPence);
    }

    /// <summary>As the variable says, else beside the checkout.</summary>
    private static string DataFolder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return named;
        }

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.Parent is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "..", "shared", "data");
    }
}
