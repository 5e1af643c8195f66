using AfterSales.LoadTests.Workload.Arrivals;

namespace AfterSales.LoadTests.Workload.Shop;

/// <summary>
/// The shop of a plan: customers, products, orders, and which case is about which line. Everything is worked out when it is asked for, from the seed alone, so
/// that every driver sees the same shop without being sent it.
/// </summary>
internal sealed class SeededShop
{
    public const string Currency = "CNY";

    /// <summary>Cases of one order. They lie half a run apart, each on a line of its own, for a line has one open case at a time (domain.md section 3).</summary>
    public const int CasesPerOrder = 2;

    private const int OrdersPerCustomer = 4;
    private readonly PeakPlan _plan;
    private readonly int _customers;
    private readonly Dice _orders;
    private readonly ProductRange _products;

    /// <param name="plan">What is driven.</param>
    /// <param name="cases">How many cases arrive (<see cref="ArrivalTimes.Of"/>).</param>
    public SeededShop(PeakPlan plan, int cases)
    {
        _plan = plan;
        Cases = cases;
        Orders = Math.Max(1, (cases + CasesPerOrder - 1) / CasesPerOrder);

        // A person asks 20 times a second at most: a big day has more customers, not faster ones.
        _customers = Math.Max(plan.Customers, Orders / OrdersPerCustomer);
        _orders = Dice.Of(plan.Seed, "order");
        _products = new ProductRange(plan.Seed, plan.Products);
    }

    public int Cases { get; }

    public int Orders { get; }

    /// <summary>A case's order, and which of its lines the case is about.</summary>
    public (int Order, int Line) PlaceOf(int number) => (number % Orders, number / Orders);

    public string CustomerOf(int order) => $"{_plan.Run}-c{Skew.Pick(_orders.At(order).At(1).Roll(), _customers)}";

    public ShopOrder Order(int number)
    {
        var dice = _orders.At(number);
        var lines = CasesPerOrder + dice.At(2).Below(3);
        return new ShopOrder(
            number,
            $"{_plan.Run}-o{number}",
            CustomerOf(number),
            dice.At(3).Weigh<string?>([("gold", 0.04), ("silver", 0.1), (null, 0.86)]),
            dice.At(4).Weigh<OrderSituation>(
                [(OrderSituation.Delivered, 0.72), (OrderSituation.NotShipped, 0.16), (OrderSituation.Late, 0.07), (OrderSituation.LongDelivered, 0.05)]),
            [.. Enumerable.Range(0, lines).Select(line => _products.Line(dice.At(10 + line), line))]);
    }
}

/// <summary>How far an order has come: it decides which kinds of case are possible.</summary>
internal enum OrderSituation
{
    /// <summary>Delivered two days ago: everything is possible.</summary>
    Delivered,

    /// <summary>Paid only: refunded at once.</summary>
    NotShipped,

    /// <summary>Shipped and past the promised day.</summary>
    Late,

    /// <summary>Delivered long ago: repairs are in warranty, returns are refused.</summary>
    LongDelivered,
}

internal sealed record ShopOrder(int Number, string Id, string Customer, string? Tier, OrderSituation Situation, ImmutableArray<ShopLine> Lines);

/// <param name="UnitPrice">Minor units; <paramref name="Paid"/> is for all pieces, after discounts.</param>
internal sealed record ShopLine(string Id, string Sku, string Title, int Quantity, long UnitPrice, long Paid, string Category);
