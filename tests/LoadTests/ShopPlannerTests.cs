using AfterSales.LoadTests.Shop.Planning;
using static AfterSales.Tests.LoadTests.ShopRows;

namespace AfterSales.Tests.LoadTests;

public sealed class ShopPlannerTests
{
    [Fact]
    public void An_invoice_is_one_order_with_a_line_per_row_even_of_the_same_code()
    {
        var plan = Plan(Sale("1", "A", 2), Sale("1", "A", 3), Sale("1", "B", 1, "0.0"));

        var order = Assert.IsType<ImportOrder>(Assert.Single(plan.Steps));
        Assert.Equal(["L1", "L2", "L3"], order.Lines.Select(line => line.LineId));
        Assert.Equal([300, 450, 0], order.Lines.Select(line => line.PaidPence));
    }

    [Fact]
    public void An_invoice_whose_rows_have_two_times_is_imported_whole_at_its_first_row()
    {
        var plan = Plan(Sale("1", "A", 2), Sale("2", "A", 1, day: "2011-01-02"), Sale("1", "B", 1, day: "2011-01-03"));

        Assert.Equal(["1", "2"], plan.Steps.Cast<ImportOrder>().Select(order => order.OrderId));
        Assert.Equal(2, plan.Steps.OfType<ImportOrder>().First().Lines.Length);
    }

    [Fact]
    public void A_return_takes_the_latest_earlier_line_that_has_enough_left()
    {
        var plan = Plan(
            Sale("1", "A", 10, "2.00"), Sale("2", "A", 4, "1.00", "2011-01-02"), Sale("3", "A", 50, "9.00", "2011-03-01"),
            Return("C1", "A", 5), Return("C2", "A", 4), Return("C3", "A", 4));

        Assert.Equal(
            [("1", 1000L), ("2", 400L), ("1", 800L)],
            Returns(plan).Select(step => (step.OrderId, step.Expected.RefundPence)));
    }

    [Fact]
    public void A_return_of_more_than_any_line_has_left_is_tried_on_the_latest_line_and_refused()
    {
        var plan = Plan(Sale("1", "A", 3), Sale("2", "A", 2, day: "2011-01-02"), Return("C1", "A", 4), Return("C2", "A", 3));

        Assert.Equal(
            [("2", FailureCodes.QuantityExceeded), ("1", null)],
            Returns(plan).Select(step => (step.OrderId, step.Expected.RefusalCode)));
    }

    [Fact]
    public void A_return_of_what_was_never_bought_is_tried_on_an_unknown_line_or_order()
    {
        var plan = Plan(Sale("1", "A", 3), Return("C1", "Z", 1), Return("C2", "A", 1, customer: "8"));

        Assert.Equal(
            [("1", "L0", FailureCodes.UnknownLine), ("C2", "L0", FailureCodes.UnknownOrder)],
            Returns(plan).Select(step => (step.OrderId, step.LineId, step.Expected.RefusalCode!)));
    }

    [Fact]
    public void The_sixth_case_on_one_line_is_refused()
    {
        var plan = Plan([Sale("1", "A", 9), .. Enumerable.Range(1, 6).Select(n => Return($"C{n}", "A", 1))]);

        Assert.Equal([null, null, null, null, null, FailureCodes.TooManyCases], Returns(plan).Select(step => step.Expected.RefusalCode));
        Assert.Equal(5 * 150, plan.RefundedPence);
    }

    [Fact]
    public void Postage_and_discounts_are_skipped_and_rows_without_pieces_ignored()
    {
        var plan = Plan(Sale("1", "A", 1), Return("C1", "POST", 1), Return("C1", "D", 1), Return("C1", "BANK CHARGES", 1), Sale("2", "A", 0));

        Assert.Equal(3, plan.Skipped);
        Assert.Equal(1, plan.Ignored);
        Assert.Equal(1, plan.Orders);
    }

    [Fact]
    public void Rows_of_the_same_time_keep_the_order_of_the_file()
    {
        var plan = Plan(Return("C1", "A", 1, day: "2011-01-01"), Sale("1", "A", 1), Return("C2", "A", 1, day: "2011-01-01"));

        Assert.Equal([FailureCodes.UnknownOrder, null], Returns(plan).Select(step => step.Expected.RefusalCode));
    }

    [Fact]
    public void The_same_row_has_the_same_key_in_every_run_and_no_other_row_has_it()
    {
        string[] rows = [Sale("1", "A", 9), Return("C1", "A", 1), Return("C1", "A", 1), Return("C2", "A", 1)];

        var keys = Returns(Plan(rows)).Select(step => step.Key).ToList();

        Assert.Equal(keys, Returns(Plan(rows)).Select(step => step.Key));
        Assert.Equal(3, keys.Distinct().Count());
    }

    private static IEnumerable<ReturnGoods> Returns(ShopPlan plan) => plan.Steps.OfType<ReturnGoods>();
}
