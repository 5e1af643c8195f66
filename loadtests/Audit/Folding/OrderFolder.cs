using System.Text.Json;

namespace AfterSales.LoadTests.Audit.Folding;

/// <summary>An order at the end of its stream.</summary>
internal sealed class OrderFacts(Guid stream)
{
    public Guid Stream => stream;

    public string Id { get; set; } = "";

    /// <summary>Version of the facts as the shop numbers them.</summary>
    public long FactsVersion { get; set; } = -1;

    /// <summary>By case; null until there is one, as most orders have none.</summary>
    public Dictionary<Guid, ClaimFacts>? Claims { get; set; }
}

/// <summary>What one case has of an order.</summary>
/// <param name="Open">It holds its pieces.</param>
/// <param name="At">When it claimed.</param>
/// <param name="Lines">Line and pieces.</param>
/// <param name="Refunded">What the order knows as refunded by the case.</param>
/// <param name="Keeps">Pieces that were refunded and stay used.</param>
internal sealed record ClaimFacts(bool Open, DateTime At, ImmutableArray<(string Line, int Pieces)> Lines, long Refunded, ImmutableArray<(string Line, int Pieces)> Keeps);

/// <summary>Folds orders: no line gives more than was bought, and to one open case at a time.</summary>
internal sealed class OrderFolder(AuditLedger ledger, LogState state) : StreamFolder(ledger)
{
    private readonly Dictionary<string, int> _bought = new(StringComparer.Ordinal);
    private OrderFacts _order = new(Guid.Empty);

    public override void Fold(in LogEntry row)
    {
        if (row.Stream != _order.Stream)
        {
            state.Orders[row.Stream] = _order = new OrderFacts(row.Stream);
            _bought.Clear();
        }

        foreach (var stored in row.Events.EnumerateArray())
        {
            Apply(stored.Text("t"), stored, row.At);
        }
    }

    private void Apply(string name, JsonElement stored, DateTime at)
    {
        switch (name)
        {
            case "imported.v1":
                Import(stored);
                break;
            case "claimed.v1":
                Claim(stored, at);
                break;
            case "claim-released.v1" or "claim-settled.v1":
                Change(name, stored, claim => claim with { Open = false });
                break;
            case "case-refunded.v1":
                Change(name, stored, claim => claim with { Refunded = stored.GetProperty("reported").GetInt64(), Keeps = Pieces(stored) });
                break;
        }
    }

    private void Import(JsonElement stored)
    {
        var version = stored.GetProperty("version").GetInt64();
        _order.Id = stored.Text("orderId");
        if (version <= _order.FactsVersion)
        {
            Found(AuditKinds.Doubled, $"order {_order.Id}: version {version} of its facts was imported after {_order.FactsVersion}");
        }

        _order.FactsVersion = version;
        _bought.Clear();
        foreach (var line in stored.GetProperty("lines").EnumerateArray())
        {
            _bought[line.Text("id")] = line.Number("quantity");
        }
    }

    private void Claim(JsonElement stored, DateTime at)
    {
        var ticket = stored.Id("ticketId");
        var lines = Pieces(stored);
        var claims = _order.Claims ??= [];
        foreach (var (line, pieces) in lines)
        {
            var others = claims.Where(entry => entry.Key != ticket).Select(entry => entry.Value).ToList();
            if (others.Any(claim => claim.Open && claim.Lines.Any(held => held.Line == line)))
            {
                Found(AuditKinds.OverCapacity, $"order {_order.Id}: line {line} is claimed by case {ticket} while another one is open on it");
            }
            else if (others.Sum(claim => claim.Keeps.Where(kept => kept.Line == line).Sum(kept => kept.Pieces)) + pieces > _bought.GetValueOrDefault(line))
            {
                Found(AuditKinds.OverCapacity, $"order {_order.Id}: case {ticket} claims {pieces} of line {line}, more than are left of {_bought.GetValueOrDefault(line)}");
            }
        }

        var known = claims.GetValueOrDefault(ticket);
        claims[ticket] = new ClaimFacts(true, at, lines, known?.Refunded ?? 0, known?.Keeps ?? []);
    }

    private void Change(string name, JsonElement stored, Func<ClaimFacts, ClaimFacts> change)
    {
        var ticket = stored.Id("ticketId");
        if (_order.Claims?.GetValueOrDefault(ticket) is { } claim)
        {
            _order.Claims[ticket] = change(claim);
        }
        else
        {
            Found(AuditKinds.Half, $"order {_order.Id}: {name} of case {ticket}, which claimed nothing");
        }
    }

    private static ImmutableArray<(string Line, int Pieces)> Pieces(JsonElement stored) =>
        [.. stored.GetProperty("lines").EnumerateArray().Select(line => (string.Intern(line.Text("lineId")), line.Number("quantity")))];
}
