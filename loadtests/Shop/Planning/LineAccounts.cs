namespace AfterSales.LoadTests.Shop.Planning;

/// <summary>What is left of every line, by customer and code, in the order sold.</summary>
internal sealed class LineAccounts
{
    private readonly Dictionary<(string Customer, string Code), List<LineAccount>> _lines = [];
    private readonly Dictionary<string, string> _latestOrder = new(StringComparer.Ordinal);

    public void Sold(string customer, string orderId, ShopLine line)
    {
        var key = (customer, line.Sku);
        if (!_lines.TryGetValue(key, out var accounts))
        {
            _lines.Add(key, accounts = []);
        }

        accounts.Add(new LineAccount(orderId, line.LineId, line.Quantity, line.UnitPence));
        _latestOrder[customer] = orderId;
    }

    /// <summary>The latest line with so many pieces left; else the latest, where the case must be refused; null when there is none.</summary>
    public LineAccount? Choose(string customer, string code, int pieces) => _lines.TryGetValue((customer, code), out var accounts)
        ? accounts.FindLast(account => account.Left >= pieces) ?? accounts[^1]
        : null;

    public string? LatestOrder(string customer) => _latestOrder.GetValueOrDefault(customer);
}

/// <summary>One line's account: pieces left and cases there were.</summary>
internal sealed class LineAccount(string orderId, string lineId, int bought, long unitPence)
{
    /// <summary>Cases a line may ever have (domain.md section 3).</summary>
    private const int MaxCases = 5;

    private string? _missing;
    private int _cases;

    public string OrderId => orderId;

    public string LineId => lineId;

    public int Left { get; private set; } = bought;

    public static LineAccount Missing(string orderId, string code) => new(orderId, "L0", 0, 0) { _missing = code };

    public ExpectedEnd Take(int pieces)
    {
        var refusal = _missing
            ?? (_cases >= MaxCases ? FailureCodes.TooManyCases : null)
            ?? (Left < pieces ? FailureCodes.QuantityExceeded : null);
        if (refusal is not null)
        {
            return new ExpectedEnd(refusal, 0);
        }

        Left -= pieces;
        _cases++;
        return new ExpectedEnd(null, pieces * unitPence);
    }
}
