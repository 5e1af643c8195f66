using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Workload;

/// <summary>People who open cases at random moments and then answer, ask again, agree, come back, give up or fall silent.</summary>
internal sealed class Customers(Office office, Random random)
{
    private readonly Client _client = new(office.World, random);
    private readonly Openings _openings = new(office, random);

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
        var id = office.World.NextCase();
        office.World.Trace.Name(id, $"T{number}");
        var open = await _openings.Draw(number, caller, _client);
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
            (TicketStep.AwaitingReturn, < 4) => new ShipReturn("SF", $"SF-{id:N}"),
            (TicketStep.CounterOffered, < 3) => new AcceptOffer(),
            (TicketStep.CounterOffered, < 5) => new DeclineOffer(),
            (TicketStep.Rejected, < 3) => new Dispute("It was broken."),
            (TicketStep.ReplacementInTransit, < 3) => new ConfirmDelivery(),
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
}
