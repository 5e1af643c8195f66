using AfterSales.Orders;
using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;
using static AfterSales.Money;

namespace AfterSales.Tests.Simulation.Workload;

/// <summary>People who open cases at random moments and then answer, ask again, agree, come back or give up.</summary>
internal sealed class Customers(Office office, Random random)
{
    private readonly Client _client = new(office.World, random);

    public async Task Arrive(int cases, TimeSpan within)
    {
        for (var n = 0; n < cases && office.IsOpen; n++)
        {
            // Bursts: half of the cases come right after one another.
            if (random.Next(2) == 0)
            {
                await office.World.Pause(within * (2 * random.NextDouble() / cases) * 2);
            }

            var number = n;
            office.World.Go(() => Case(number));
        }
    }

    private async Task Case(int number)
    {
        var caller = new Caller("sim", $"c{number}", Roles.Customer);
        var id = office.World.NextId();
        office.World.Trace.Name(id, $"T{number}");
        var open = random.Next(5) == 0 ? await Refund(number, caller) : Dialogue();
        if (await office.Open(_client, id, open, caller) is null)
        {
            return;
        }

        office.Opened(id);
        while (office.IsOpen)
        {
            await office.Pause(random, 100, 1_500);
            if (await office.See(_client, id, caller) is not { } seen || !await GoOn(seen, id, caller))
            {
                return;
            }
        }
    }

    private async Task<bool> GoOn(TicketView seen, Guid id, Caller caller)
    {
        TicketCommand? command = (seen.Step, random.Next(10)) switch
        {
            (TicketStep.AwaitingCustomer, < 4) => new ProvideInfo(ImmutableDictionary<string, string>.Empty.Add("which", "the red one")),
            (TicketStep.AwaitingCustomer, < 7) => new CustomerMessage("Here it is."),
            (TicketStep.Resolved, < 5) => new ConfirmResolution(),
            (TicketStep.Resolved, < 7) => new Reopen("Not at all."),
            (TicketStep.Completed, 0) => new Reopen("It came back."),
            (TicketStep.UnderReview or TicketStep.InDialogue, 0) => new Cancel(),
            (TicketStep.UnderReview or TicketStep.InDialogue, < 3) => new CustomerMessage("Any news?"),
            _ => null,
        };
        if (command is not null)
        {
            await office.Execute(_client, id, command, caller);
        }

        return seen.Step is not (TicketStep.Cancelled or TicketStep.Closed);
    }

    private OpenTicket Dialogue() => new()
    {
        Kind = random.Next(2) == 0 ? TicketKind.Complaint : TicketKind.Consultation,
        Category = random.Next(3) == 0 ? TicketCategory.Quality : TicketCategory.Service,
        Channel = random.Next(12) switch { 0 => Channel.Phone, 1 => Channel.Chat, _ => Channel.Web },
        Subject = "A question",
        Description = "About the kettle.",
    };

    /// <summary>Not shipped yet: approved at once, so that finance has to act.</summary>
    private async Task<OpenTicket> Refund(int number, Caller caller)
    {
        var paidAt = office.World.Time.Now.AddDays(-1);
        var facts = new OrderFacts
        {
            Version = 1,
            CustomerId = caller.Subject,
            PaidAt = paidAt,
            PromisedAt = paidAt.AddDays(9),
            ShippingFee = Zero("CNY"),
            Lines = [new OrderLineFacts("1", "SKU-1", "Kettle", 1, new Money(9_900, "CNY"), new Money(9_900, "CNY"), "electronics")],
        };
        var shop = new CallContext(new Caller("sim", "shop", Roles.Integration), CommandId.New());
        await _client.Call(grains => grains.GetGrain<IOrderGrain>($"o{number}").Import(facts, shop));
        return new OpenTicket
        {
            Kind = TicketKind.RefundOnly,
            OrderId = $"o{number}",
            Lines = [new LineQuantity("1", 1)],
            Category = TicketCategory.Other,
            Subject = "Money back",
            Description = "Too late for me.",
        };
    }
}
