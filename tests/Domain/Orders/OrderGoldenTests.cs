using System.Text;
using System.Text.Json;
using AfterSales.Orders;
using AfterSales.Orders.Domain;
using AfterSales.Streams;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Orders;

/// <summary>Stored events are read for ever: their JSON is held still by files. A new shape is a new version beside the old file.</summary>
public sealed class OrderGoldenTests
{
    private static readonly Guid Ticket = new("0198c0de-0000-8000-8000-000000000001");

    internal static readonly Dictionary<string, OrderEvent> Events = new()
    {
        ["imported.v1"] = OrderImported.Of("o-1", Shop.Order(Shop.Line("1", quantity: 2, opened: true), Shop.Line("2")).Delivered() with { PromisedAt = Shop.Now }),
        ["claimed.v1"] = new OrderClaimed
        {
            TicketId = Ticket,
            TicketVersion = 0,
            Kind = TicketKind.ReturnRefund,
            Lines = [new ClaimedPieces("1", 2, 10_000, 10_000)],
            Freight = 600,
            FreightWorth = 600,
            State = OrderProgress.Delivered,
            NoReasonReturn = true,
            WindowOverridden = true,
            PolicyVersion = 3,
        },
        ["claim-released.v1"] = new ClaimReleased(Ticket, 0),
        ["case-refunded.v1"] = new CaseRefunded(Ticket, 7, 5_300, [new RefundedPieces("1", 2, 10_000, 5_000)], 300),
        ["claim-settled.v1"] = new ClaimSettled(Ticket, 8),
    };

    public static TheoryData<string> Names => new(Events.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_event_is_written_and_read_as_its_golden_file_says(string name)
    {
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Orders", "Golden", $"{name}.json")).TrimEnd();
        Assert.Equal(golden, Encoding.UTF8.GetString(OrderCodec.Instance.Encode([Events[name]]).Data));
        var read = Assert.Single(OrderCodec.Instance.Decode(Encoding.UTF8.GetBytes(golden), null));
        Assert.Equivalent(Events[name], read, strict: true);
    }

    [Fact]
    public void Every_event_type_has_a_golden_file() =>
        Assert.Equal(
            typeof(OrderEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(OrderEvent))).Select(type => type.Name).Order(),
            Events.Values.Select(stored => stored.GetType().Name).Order());

    [Fact]
    public void A_snapshot_is_read_as_it_was()
    {
        var order = new OrderModel(Shop.Order(Shop.Line("1", quantity: 2)).Delivered());
        order.Settle(Shop.Request(), refunded: 10);
        order.Claim(Shop.Request(TicketKind.Exchange));
        var json = JsonSerializer.Serialize(order.State, OrderJson.Default.OrderState);
        Assert.Equivalent(order.State, JsonSerializer.Deserialize(json, OrderJson.Default.OrderState), strict: true);
    }
}
