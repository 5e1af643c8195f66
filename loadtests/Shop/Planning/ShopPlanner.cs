namespace AfterSales.LoadTests.Shop.Planning;

/// <summary>
/// Turns invoice rows into steps. Keeps accounts of its own of what is left of every line, so that the system's answers are checked against
/// figures it had no part in.
/// </summary>
internal sealed class ShopPlanner
{
    /// <summary>Customer of rows that name none.</summary>
    public const string NoCustomer = "no-customer";

    /// <summary>Codes that are postage, discounts, fees and the like.</summary>
    private static readonly ImmutableHashSet<string> NoGoods = ImmutableHashSet.Create(
        StringComparer.Ordinal, "D", "M", "POST", "BANK CHARGES", "C2", "DOT", "CRUK", "PADS", "AMAZONFEE", "S", "B");

    private readonly Dictionary<string, OrderDraft> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _rowsOfInvoice = new(StringComparer.Ordinal);
    private readonly LineAccounts _accounts = new();
    private readonly List<Func<ShopStep>> _steps = [];
    private int _ignored;

    /// <param name="rows">In order of time.</param>
    public static ShopPlan Plan(IEnumerable<ShopRow> rows)
    {
        var planner = new ShopPlanner();
        foreach (var row in rows)
        {
            planner.Add(row with { Customer = row.Customer.Length == 0 ? NoCustomer : row.Customer });
        }

        return new ShopPlan([.. planner._steps.Select(step => step())]) { Ignored = planner._ignored };
    }

    private void Add(ShopRow row)
    {
        var place = _rowsOfInvoice[row.Invoice] = _rowsOfInvoice.GetValueOrDefault(row.Invoice) + 1;
        if (row.Quantity > 0 && row.UnitPrice >= 0)
        {
            AddSale(row);
        }
        else if (row.Quantity >= 0)
        {
            _ignored++;
        }
        else if (NoGoods.Contains(row.StockCode))
        {
            _steps.Add(() => new SkipRow(row.Customer, row.StockCode));
        }
        else
        {
            var step = Return(row, place);
            _steps.Add(() => step);
        }
    }

    private void AddSale(ShopRow row)
    {
        if (!_orders.TryGetValue(row.Invoice, out var order))
        {
            _orders.Add(row.Invoice, order = new OrderDraft(row));

            // The order is imported whole at its first row; its later rows are lines of it.
            _steps.Add(order.Finish);
        }

        var line = order.Add(row);
        _accounts.Sold(order.CustomerId, order.OrderId, line);
    }

    private ReturnGoods Return(ShopRow row, int place)
    {
        var pieces = -row.Quantity;
        var target = _accounts.Choose(row.Customer, row.StockCode, pieces) ?? Unknown(row);
        var expected = target.Take(pieces);
        var title = row.Description.Length == 0 ? row.StockCode : row.Description;
        return new ReturnGoods(row.Customer, $"shop:{row.Invoice}:{place}", target.OrderId, target.LineId, pieces, title, expected);
    }

    /// <summary>The customer never bought this: tried on a line his latest order does not have, or on an order nobody placed.</summary>
    private LineAccount Unknown(ShopRow row) => _accounts.LatestOrder(row.Customer) is { } orderId
        ? LineAccount.Missing(orderId, FailureCodes.UnknownLine)
        : LineAccount.Missing(row.Invoice, FailureCodes.UnknownOrder);
}
