using AfterSales.LoadTests.Http;

namespace AfterSales.LoadTests.HttpBench.Driver;

/// <summary>
/// One case as ten requests: open, four actions, and five reads in between, by the customer and by the shop's people. The same cases as the
/// command benches drive, as JSON.
/// </summary>
internal sealed class CaseScript(string prefix)
{
    public const int LinesPerOrder = 4;
    public const int RequestsPerCase = 10;
    private const int OrdersPerCustomer = 2;
    private const int People = 64;
    private static readonly string[] Complaints = ["seam came apart", "colour is not as shown", "stopped working", "scratched on arrival", "wrong size"];

    public static int Orders(int cases) => (cases + LinesPerOrder - 1) / LinesPerOrder;

    public string OrderOf(int piece) => $"{prefix}-{piece / LinesPerOrder}";

    public string CustomerOf(int piece) => $"{prefix}-c{piece / LinesPerOrder / OrdersPerCustomer}";

    public byte[] Order(int number, DateTimeOffset now) => BodyJson.Of(new OrderBody(
        1,
        CustomerOf(number * LinesPerOrder),
        now.AddDays(-4),
        now.AddDays(-3),
        now.AddDays(-1),
        new MoneyBody(495),
        [.. Enumerable.Range(1, LinesPerOrder).Select(line => new OrderLineBody(
            $"L{line}", $"SKU-{number % 997}-{line}", $"Article {number % 997} of range {line}", 3, new MoneyBody(Price(line)),
            new MoneyBody(Price(line) * 3), "general", Opened: true))]));

    public ScriptedRequest Open(int piece) => new(HttpMethod.Post, "/v1/tickets", Customer(piece), $"{prefix}-{piece}", BodyJson.Of(new OpenBody(
        "ReturnRefund",
        OrderOf(piece),
        [new LineBody($"L{LineOf(piece)}", 1)],
        "faulty",
        "Quality",
        "App",
        $"Article {Complaints[piece % Complaints.Length]}",
        $"I opened it yesterday and it {Complaints[piece % Complaints.Length]}. I would like to send it back and have my money returned.",
        [new EvidenceBody("photo", $"photos/{prefix}/{piece}.jpg")])));

    /// <summary>What follows the opening, in order.</summary>
    public IEnumerable<ScriptedRequest> Rest(int piece, string ticket)
    {
        yield return Read(ticket, Customer(piece));
        yield return Act(piece, ticket, "approve", Staff("agent", piece), BodyJson.Of(new ApproveBody("as shown in the photo")));
        yield return new ScriptedRequest(HttpMethod.Get, $"/v1/tickets?customer={CustomerOf(piece)}&limit=20", Customer(piece));
        yield return Act(piece, ticket, "ship-return", Customer(piece), BodyJson.Of(new ShipReturnBody("Royal Mail", $"{prefix}-RM{piece}")));
        yield return Read(ticket, Staff("warehouse", piece));
        yield return Act(
            piece, ticket, "confirm-receipt", Staff("warehouse", piece), BodyJson.Of(new ReceiptBody([new ReceivedBody($"L{LineOf(piece)}", 1, 0, 1)])));
        yield return new ScriptedRequest(HttpMethod.Get, $"{ticket}/timeline", Staff("finance", piece));
        yield return Act(
            piece, ticket, "refund-issued", Staff("finance", piece),
            BodyJson.Of(new RefundBody(new MoneyBody(Price(LineOf(piece))), $"{prefix}-pay-{piece}")));
        yield return Read(ticket, Customer(piece));
    }

    private static int LineOf(int piece) => (piece % LinesPerOrder) + 1;

    private static long Price(int line) => 1250 + line;

    private static ScriptedRequest Read(string ticket, ApiCaller caller) => new(HttpMethod.Get, ticket, caller);

    private ScriptedRequest Act(int piece, string ticket, string action, ApiCaller caller, byte[] body) =>
        new(HttpMethod.Post, $"{ticket}/actions/{action}", caller, $"{prefix}-{piece}-{action}", body);

    private ApiCaller Customer(int piece) => ApiCaller.Customer(CustomerOf(piece));

    private static ApiCaller Staff(string role, int piece) => ApiCaller.Staff(role, piece % People);
}

/// <summary>A request, complete but for its token.</summary>
internal sealed record ScriptedRequest(HttpMethod Method, string Path, ApiCaller Caller, string? Key = null, byte[]? Body = null);
