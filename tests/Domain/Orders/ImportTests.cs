using System.Collections.Immutable;
using AfterSales.Orders;
using Xunit;

namespace AfterSales.Tests.Domain.Orders;

public sealed class ImportTests
{
    [Fact]
    public void The_first_report_creates_the_order()
    {
        var order = new OrderModel(Shop.Order());
        Assert.Equal("o-1", order.State.OrderId);
        Assert.Equivalent(Shop.Order(), order.State.Facts, strict: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void A_report_that_is_not_newer_changes_nothing_and_answers_the_stored_one(long version)
    {
        var order = new OrderModel(Shop.Order());
        var decision = order.Import(Shop.Order().Delivered() with { Version = version });
        Assert.Empty(decision.Events);
        var reply = decision.Reply!(order.State);
        Assert.False(reply.Created || reply.Changed);
        Assert.Null(reply.Order.Facts.DeliveredAt);
    }

    [Fact]
    public void A_newer_report_replaces_the_facts()
    {
        var order = new OrderModel(Shop.Order());
        var reply = order.Import(Shop.Order(Shop.Line("2")).Delivered() with { Version = 2 }).Reply!(order.State);
        Assert.True(reply is { Created: false, Changed: true });
        Assert.Equal("2", Assert.Single(reply.Order.Facts.Lines).LineId);
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { "version", "/version" },
        { "customer", "/customerId" },
        { "no lines", "/lines" },
        { "too many lines", "/lines" },
        { "same line twice", "/lines/1/lineId" },
        { "line id", "/lines/0/lineId" },
        { "quantity", "/lines/0/quantity" },
        { "negative paid", "/lines/0/paid/amount" },
        { "overflowing paid", "/lines/0/paid/amount" },
        { "currency", "/lines/0/unitPrice/currency" },
        { "title", "/lines/0/title" },
        { "category", "/lines/0/category" },
        { "fee", "/shippingFee/amount" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_report_is_refused_with_a_pointer(string fault, string pointer)
    {
        var line = Shop.Line("1");
        var facts = fault switch
        {
            "version" => Shop.Order() with { Version = -1 },
            "customer" => Shop.Order() with { CustomerId = "no spaces" },
            "no lines" => Shop.Order() with { Lines = default },
            "too many lines" => Shop.Order([.. Enumerable.Range(0, 1_001).Select(i => Shop.Line($"l{i}"))]),
            "same line twice" => Shop.Order(line, line),
            "line id" => Shop.Order(line with { LineId = new string('x', 65) }),
            "quantity" => Shop.Order(line with { Quantity = 0 }),
            "negative paid" => Shop.Order(line with { Paid = new Money(-1, "CNY") }),
            "overflowing paid" => Shop.Order(line with { Paid = new Money(long.MaxValue, "CNY") }),
            "currency" => Shop.Order(line with { UnitPrice = new Money(1, "yuan") }),
            "title" => Shop.Order(line with { Title = new string('t', 201) }),
            "category" => Shop.Order(line with { Category = "" }),
            _ => Shop.Order() with { ShippingFee = new Money(-1, "CNY") },
        };
        var failure = Refused(Shop.Order(), facts with { Version = facts.Version == 1 ? 2 : facts.Version });
        Assert.Equal(FailureCodes.InvalidValue, failure.Code);
        Assert.Contains(failure.Errors, error => error.Pointer == pointer);
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var failure = Refused(Shop.Order(), Shop.Order(Shop.Line("1") with { Quantity = 0, Category = "" }) with { CustomerId = "" });
        Assert.Equal(["/customerId", "/lines/0/category", "/lines/0/quantity"], failure.Errors.Select(error => error.Pointer).Order());
    }

    [Theory]
    [InlineData("GBP", "CNY")]
    [InlineData("CNY", "GBP")]
    public void All_amounts_are_in_one_currency(string unitPrice, string paid)
    {
        var line = Shop.Line("1") with { UnitPrice = new Money(1, unitPrice), Paid = new Money(1, paid) };
        Assert.Equal(FailureCodes.CurrencyMismatch, Refused(Shop.Order(), Shop.Order(line) with { Version = 2 }).Code);
    }

    public static TheoryData<string, string> Contradictions => new()
    {
        { "dropped", "/lines" },
        { "fewer", "/lines/1/quantity" },
        { "cheaper", "/lines/1/paid" },
        { "customer", "/customerId" },
        { "fee", "/shippingFee" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void A_report_takes_nothing_away_that_cases_use(string change, string pointer)
    {
        var before = Shop.Order(Shop.Line("1"), Shop.Line("2", quantity: 3, paid: 300));
        var order = new OrderModel(before);
        order.Claim(Shop.Request() with { Lines = [new("1", 1), new("2", 3)] });
        var report = (change switch
        {
            "dropped" => Shop.Order(Shop.Line("1")),
            "fewer" => Shop.Order(Shop.Line("1"), Shop.Line("2", quantity: 2, paid: 300)),
            "cheaper" => Shop.Order(Shop.Line("1"), Shop.Line("2", quantity: 3, paid: 299)),
            "customer" => before with { CustomerId = "c-2" },
            _ => before with { ShippingFee = new Money(599, "CNY") },
        }) with { Version = 2 };
        var failure = order.Import(report).Failure!;
        Assert.Equal((FailureCodes.InvalidValue, pointer), (failure.Code, Assert.Single(failure.Errors).Pointer));
    }

    [Fact]
    public void The_currency_of_an_order_with_cases_cannot_change()
    {
        var order = new OrderModel(Shop.Order());
        order.Claim(Shop.Request());
        var pounds = new Money(10_000, "GBP");
        var report = Shop.Order(Shop.Line("1") with { Paid = pounds, UnitPrice = pounds }) with { Version = 2, ShippingFee = pounds };
        Assert.Equal(FailureCodes.CurrencyMismatch, order.Import(report).Failure!.Code);
    }

    [Fact]
    public void Lines_without_cases_may_go_and_new_ones_come()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1"), Shop.Line("2")));
        order.Settle(Shop.Request(line: "2"), refunded: 0);
        Assert.Null(order.Import(Shop.Order(Shop.Line("2"), Shop.Line("3")) with { Version = 2 }).Failure);
    }

    private static Failure Refused(OrderFacts stored, OrderFacts facts) => Assert.IsType<Failure>(new OrderModel(stored).Import(facts).Failure);
}
