namespace AfterSales.LoadTests.Workload.Shop;

/// <summary>What a customer asks for when his case arrives.</summary>
/// <param name="Number">Number of the case in the run.</param>
/// <param name="Line">What it is about; null for a dialogue.</param>
/// <param name="MayBeRefused">The shop's rules refuse this opening: customers do ask for what they may not have.</param>
internal sealed record CaseDraft(int Number, ShopOrder Order, string Kind, string Category, string Channel, ShopLine? Line, int Quantity, bool MayBeRefused)
{
    public string Customer => Order.Customer;
}

/// <summary>The mix of cases: which kinds an order allows, and how often they are asked for.</summary>
internal sealed class CaseMix(PeakPlan plan, SeededShop shop)
{
    private const double DialogueShare = 0.2;
    private const double GreedyShare = 0.01;
    private readonly Dice _cases = Dice.Of(plan.Seed, "case");

    public CaseDraft Draft(int number)
    {
        var dice = _cases.At(number);
        var (place, index) = shop.PlaceOf(number);
        var order = shop.Order(place);
        var kind = dice.At(1).Chance(DialogueShare)
            ? dice.At(2).Weigh<string>([(CaseKinds.Consultation, 0.6), (CaseKinds.Complaint, 0.4)])
            : GoodsKind(order.Situation, dice.At(2));
        var channel = dice.At(3).Weigh<string>([("App", 0.55), ("Web", 0.25), ("Chat", 0.1), ("Email", 0.08), ("Social", 0.02)]);
        var category = Category(kind, order.Situation, dice.At(4));
        if (!CaseKinds.IsGoods(kind))
        {
            return new CaseDraft(number, order, kind, category, channel, null, 0, MayBeRefused: false);
        }

        var line = order.Lines[index];
        var greedy = dice.At(5).Chance(GreedyShare);
        var refused = greedy || (kind == CaseKinds.ReturnRefund && order.Situation == OrderSituation.LongDelivered) || Excluded(kind, category, line);
        return new CaseDraft(number, order, kind, category, channel, line, greedy ? line.Quantity + 1 : 1 + dice.At(6).Below(line.Quantity), refused);
    }

    private static string GoodsKind(OrderSituation situation, Dice dice) => situation switch
    {
        OrderSituation.NotShipped => CaseKinds.RefundOnly,
        OrderSituation.Late => dice.Chance(0.5) ? CaseKinds.RefundOnly : CaseKinds.Reship,
        OrderSituation.LongDelivered => dice.Chance(0.8) ? CaseKinds.Repair : CaseKinds.ReturnRefund,
        _ => dice.Weigh<string>(
        [
            (CaseKinds.ReturnRefund, 0.54), (CaseKinds.RefundOnly, 0.16), (CaseKinds.Exchange, 0.16), (CaseKinds.Repair, 0.08), (CaseKinds.Reship, 0.06),
        ]),
    };

    private static string Category(string kind, OrderSituation situation, Dice dice) => (kind, situation) switch
    {
        (CaseKinds.Consultation or CaseKinds.Complaint, _) => dice.Pick<string>(["Logistics", "Service", "Price", "Invoice"]),
        (_, OrderSituation.NotShipped) => "Other",
        (_, OrderSituation.Late) => "Logistics",
        (CaseKinds.Repair, _) => "Quality",
        (CaseKinds.Reship, _) => "Missing",
        (CaseKinds.ReturnRefund, _) => dice.Weigh<string>([("Other", 0.5), ("Quality", 0.25), ("WrongItem", 0.15), ("Damaged", 0.1)]),
        _ => dice.Pick<string>(["Quality", "Damaged", "WrongItem", "Missing"]),
    };

    /// <summary>Food is not taken back without a fault.</summary>
    private static bool Excluded(string kind, string category, ShopLine line) => kind == CaseKinds.ReturnRefund && category == "Other" && line.Category == "fresh";
}

/// <summary>Kinds as the contract writes them.</summary>
internal static class CaseKinds
{
    public const string RefundOnly = "RefundOnly";
    public const string ReturnRefund = "ReturnRefund";
    public const string Exchange = "Exchange";
    public const string Repair = "Repair";
    public const string Reship = "Reship";
    public const string Complaint = "Complaint";
    public const string Consultation = "Consultation";

    public static ImmutableArray<string> All { get; } = [RefundOnly, ReturnRefund, Exchange, Repair, Reship, Complaint, Consultation];

    public static bool IsGoods(string kind) => kind is not (Complaint or Consultation);

    public static bool Refunds(string kind) => kind is RefundOnly or ReturnRefund;
}
