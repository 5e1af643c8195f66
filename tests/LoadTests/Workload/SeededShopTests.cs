using System.Text;
using System.Text.Json;
using AfterSales.LoadTests.Workload.Arrivals;
using AfterSales.LoadTests.Workload.Shop;

namespace AfterSales.Tests.LoadTests.Workload;

/// <summary>The shop is the same whoever asks, large enough for all that arrives, and lifelike.</summary>
public sealed class SeededShopTests
{
    private static readonly int Cases = ArrivalTimes.Of(Plans.Of()).Length;

    [Fact]
    public void No_two_cases_are_about_the_same_line()
    {
        var stories = Plans.Stories(Plans.Of());

        var lines = Enumerable.Range(0, Cases).Select(stories.Draft).Where(draft => draft.Line is not null).Select(draft => (draft.Order.Id, draft.Line!.Id)).ToArray();

        Assert.True(lines.Length > Cases / 2);
        Assert.Equal(lines.Length, lines.Distinct().Count());
    }

    [Fact]
    public void Drivers_that_share_the_cases_in_any_way_see_the_same_cases()
    {
        var (plan, all) = (Plans.Of(), Plans.Stories(Plans.Of()));

        foreach (var drivers in new[] { 1, 3, 7 })
        {
            for (var share = drivers - 1; share >= 0; share--)
            {
                var own = Plans.Stories(plan);
                for (var number = share; number < Cases; number += drivers)
                {
                    Assert.Equal(all.Opening(all.Draft(number)), own.Opening(own.Draft(number)));
                }
            }
        }
    }

    [Fact]
    public void All_kinds_are_asked_for_and_few_openings_are_against_the_rules()
    {
        var stories = Plans.Stories(Plans.Of());
        var drafts = Enumerable.Range(0, Cases).Select(stories.Draft).ToArray();

        Assert.Equal(CaseKinds.All.Order(), drafts.Select(draft => draft.Kind).Distinct().Order());
        Assert.InRange(drafts.Count(draft => draft.MayBeRefused) / (double)Cases, 0.005, 0.04);
        Assert.All(drafts.Where(draft => !draft.MayBeRefused && draft.Line is not null), draft => Assert.InRange(draft.Quantity, 1, draft.Line!.Quantity));
    }

    [Fact]
    public void Few_customers_are_busy_and_nobody_is_everybody()
    {
        var shop = new SeededShop(Plans.Of(rate: 500), 40_000);

        var perCustomer = Enumerable.Range(0, shop.Orders).Select(shop.CustomerOf).CountBy(customer => customer).Select(count => count.Value).OrderDescending().ToArray();

        Assert.True(perCustomer.Take(perCustomer.Length / 10).Sum() > shop.Orders * 0.3);
        Assert.True(perCustomer[0] < shop.Orders * 0.01);
    }

    [Fact]
    public void Prices_spread_widely_and_end_in_any_cent()
    {
        var shop = new SeededShop(Plans.Of(), 10_000);
        var prices = Enumerable.Range(0, shop.Orders).SelectMany(order => shop.Order(order).Lines).Select(line => line.UnitPrice).Order().ToArray();

        Assert.InRange(prices[prices.Length / 2], 5_000, 15_000);
        Assert.True(prices[^(prices.Length / 100)] > 5 * prices[prices.Length / 2]);
        Assert.True(prices.Select(price => price % 100).Distinct().Count() > 80);
    }

    [Fact]
    public void Bodies_are_json_of_the_contract()
    {
        var (plan, shop) = (Plans.Of(), new SeededShop(Plans.Of(), 500));
        var stories = Plans.Stories(plan);
        for (var number = 0; number < 500; number++)
        {
            var order = new StringBuilder();
            ShopBodies.Order(order, shop.Order(number / 2), DateTimeOffset.UnixEpoch);
            using var imported = JsonDocument.Parse(order.ToString());
            using var opened = JsonDocument.Parse(stories.Opening(stories.Draft(number)));

            Assert.True(imported.RootElement.GetProperty("lines").GetArrayLength() >= SeededShop.CasesPerOrder);
            Assert.Equal(number, CaseMark.NumberOf(opened.RootElement.GetProperty("subject").GetString(), plan.Run));
        }
    }

    [Theory]
    [InlineData("broken [u/7]")]
    [InlineData("broken [t/]")]
    [InlineData("broken t/7]")]
    [InlineData("")]
    public void A_case_of_somebody_else_is_not_taken_for_one_of_the_run(string subject) => Assert.Null(CaseMark.NumberOf(subject, "t"));
}
