using AfterSales.Orders;
using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;
using static AfterSales.Money;

namespace AfterSales.Tests.Simulation.Workload;

/// <summary>What customers come with: questions and complaints, money back before shipping, and goods that are to be returned, exchanged or repaired.</summary>
internal sealed class Openings(Office office, Random random)
{
    public async Task<OpenTicket> Draw(int number, Caller caller, Client client) => random.Next(10) switch
    {
        < 2 => await Refund(number, caller, client),
        < 5 => await Goods(number, caller, client),
        _ => Dialogue(),
    };

    private OpenTicket Dialogue() => new()
    {
        Kind = random.Next(2) == 0 ? TicketKind.Complaint : TicketKind.Consultation,
        Category = random.Next(3) == 0 ? TicketCategory.Quality : TicketCategory.Service,
        Channel = random.Next(12) switch { 0 => Channel.Phone, 1 => Channel.Chat, _ => Channel.Web },
        Subject = "A question",
        Description = "About the kettle.",
    };

    /// <summary>Not shipped yet: approved at once, so that finance has to act.</summary>
    private async Task<OpenTicket> Refund(int number, Caller caller, Client client)
    {
        await Order(number, caller, client, delivered: false);
        return Claim(number, TicketKind.RefundOnly) with { Category = TicketCategory.Other, Description = "Too late for me." };
    }

    /// <summary>Delivered yesterday: a person decides, or policy for what needs no reason, and then many have to act.</summary>
    private async Task<OpenTicket> Goods(int number, Caller caller, Client client)
    {
        await Order(number, caller, client, delivered: true);
        var kind = random.Next(5) switch { 0 => TicketKind.RefundOnly, 1 => TicketKind.Exchange, 2 => TicketKind.Repair, _ => TicketKind.ReturnRefund };
        return Claim(number, kind) with { Category = TicketCategory.Quality, Evidence = [new Evidence("photo", $"p-{number}")] };
    }

    private static OpenTicket Claim(int number, TicketKind kind) => new()
    {
        Kind = kind,
        OrderId = $"o{number}",
        Lines = [new LineQuantity("1", 1)],
        Subject = "My order",
        Description = "It leaks.",
    };

    private async Task Order(int number, Caller caller, Client client, bool delivered)
    {
        var paidAt = office.World.Time.Now.AddDays(delivered ? -4 : -1);
        var facts = new OrderFacts
        {
            Version = 1,
            CustomerId = caller.Subject,
            PaidAt = paidAt,
            ShippedAt = delivered ? paidAt.AddDays(1) : null,
            PromisedAt = paidAt.AddDays(9),
            DeliveredAt = delivered ? paidAt.AddDays(3) : null,
            ShippingFee = Zero("CNY"),
            Lines = [new OrderLineFacts("1", "SKU-1", "Kettle", 1, new Money(9_900, "CNY"), new Money(9_900, "CNY"), "electronics", Opened: random.Next(2) == 0)],
        };
        var shop = new CallContext(new Caller("sim", "shop", Roles.Integration), CommandId.New());
        await client.Call(grains => grains.GetGrain<IOrderGrain>($"o{number}").Import(facts, shop));
    }
}
