using AfterSales.Orders;
using AfterSales.Tickets;

namespace AfterSales.LoadTests.CommandsBench;

/// <summary>
/// The cases all command benches drive: a customer returns a piece of an opened article with a photo, a person approves, the goods come
/// back, the money goes out. One open and four actions; every case has an order line of its own.
/// </summary>
internal sealed class BenchCases(string prefix)
{
    public const int LinesPerOrder = 4;
    public const int CommandsPerCase = 5;
    private const int CustomersEvery = 2;
    private const string Issuer = "bench";
    private const string Currency = "GBP";
    private static readonly string[] Complaints = ["seam came apart", "colour is not as shown", "stopped working", "scratched on arrival", "wrong size"];

    public static Caller Integration { get; } = new(Issuer, "bench-integration", Roles.Integration);

    public static Caller Lead { get; } = new(Issuer, "bench-lead", Roles.Lead);

    public static Caller Warehouse { get; } = new(Issuer, "bench-warehouse", Roles.Warehouse);

    public static Caller Finance { get; } = new(Issuer, "bench-finance", Roles.Finance);

    public static int Orders(int cases) => (cases + LinesPerOrder - 1) / LinesPerOrder;

    public static string LineOf(int piece) => $"L{(piece % LinesPerOrder) + 1}";

    public string OrderOf(int piece) => $"{prefix}-{piece / LinesPerOrder}";

    public string CustomerOf(int piece) => $"{prefix}-c{piece / LinesPerOrder / CustomersEvery}";

    public Caller Customer(int piece) => new(Issuer, CustomerOf(piece), Roles.Customer);

    /// <summary>Delivered yesterday, packing opened: within the quality window, and for a person to decide.</summary>
    public OrderFacts Order(int number, DateTimeOffset now) => new()
    {
        Version = 1,
        CustomerId = CustomerOf(number * LinesPerOrder),
        PaidAt = now.AddDays(-4),
        ShippedAt = now.AddDays(-3),
        DeliveredAt = now.AddDays(-1),
        ShippingFee = new Money(495, Currency),
        Lines = [.. Enumerable.Range(1, LinesPerOrder).Select(line => new OrderLineFacts(
            $"L{line}", $"SKU-{number % 997}-{line}", $"Article {number % 997} of range {line}", 3, new Money(1250 + line, Currency),
            new Money((1250 + line) * 3, Currency), "general", Opened: true))],
    };

    public OpenTicket Open(int piece) => new()
    {
        Kind = TicketKind.ReturnRefund,
        OrderId = OrderOf(piece),
        Lines = [new LineQuantity(LineOf(piece), 1)],
        Reason = "faulty",
        Category = TicketCategory.Quality,
        Channel = Channel.App,
        Subject = $"Article {Complaints[piece % Complaints.Length]}",
        Description = $"I opened it yesterday and it {Complaints[piece % Complaints.Length]}. I would like to send it back and have my money returned.",
        Answers = ImmutableDictionary<string, string>.Empty.Add("opened", "yes"),
        Evidence = [new Evidence("photo", $"photos/{prefix}/{piece}.jpg")],
    };

    /// <summary>Who does what after the opening, in order.</summary>
    /// <param name="piece">Number of the case.</param>
    /// <param name="approved">Asked when the refund is due: what was approved.</param>
    public IEnumerable<(TicketCommand Command, Caller Caller)> Actions(int piece, Func<Money> approved)
    {
        yield return (new Approve(), Lead);
        yield return (new ShipReturn("Royal Mail", $"{prefix}-RM{piece}"), Customer(piece));
        yield return (new ConfirmReceipt([new ReceivedLine(LineOf(piece), 1, 0, 1)]), Warehouse);
        yield return (new RefundIssued(approved(), $"{prefix}-pay-{piece}"), Finance);
    }
}
