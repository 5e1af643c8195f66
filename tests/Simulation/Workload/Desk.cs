using AfterSales.Agents;
using AfterSales.Queues;
using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Workload;

/// <summary>One agent at work: comes, goes and flaps, answers offers or not, acts on what he has, pulls, claims, gives back.</summary>
internal sealed class Desk(Office office, Employee employee, IReadOnlyList<Employee> colleagues, Random random)
{
    private readonly Client _client = new(office.World, random);
    private readonly Caller _me = employee.Caller;

    public async Task Work()
    {
        await office.Pause(random, 0, 1_000);
        await Register();
        await Come(Presence.Online);
        while (office.IsOpen)
        {
            await office.Pause(random, 20, 400);
            await (random.Next(100) switch
            {
                < 70 => LookAtWork(),
                < 78 => Come((Presence)random.Next(4)),
                < 88 => Come(Presence.Online),
                < 89 => Flap(),
                < 94 => Pull(),
                < 97 => Claim(),
                _ => Register(),
            });
        }
    }

    public async Task Register()
    {
        var context = new CallContext(Staff.Lead, CommandId.New());
        var profile = random.Next(20) == 0 ? employee.Profile with { Capacity = 10 + random.Next(200) } : employee.Profile;
        var answer = await _client.Call(grains => Agent(grains).Put(profile, context));
        office.Note(_me, $"registered with {profile.Capacity}", Told(answer));
    }

    private async Task Come(Presence presence)
    {
        var context = new CallContext(_me, CommandId.New());
        var answer = await _client.Call(grains => Agent(grains).SetPresence(presence, null, context));
        office.Note(_me, $"{presence}", Told(answer));
    }

    private async Task Flap()
    {
        for (var n = random.Next(2, 12); n > 0; n--)
        {
            await Come((Presence)random.Next(4));
            await office.Pause(random, 0, 5);
        }

        await Come(Presence.Online);
    }

    private async Task LookAtWork()
    {
        if (await _client.Call(grains => Agent(grains).GetWork(new CallContext(_me, default))) is not { Succeeded: true, Value: { } work })
        {
            return;
        }

        if (work.Offers is [var offer, ..] && random.Next(10) < 8)
        {
            await Answer(offer.OfferId);
        }
        else if (work.Tickets.Where(ticket => ticket.Active).ToArray() is { Length: > 0 } active)
        {
            await Act(active[random.Next(active.Length)].TicketId);
        }
    }

    private async Task Answer(Guid offer)
    {
        var context = new CallContext(_me, CommandId.New());
        if (random.Next(10) < 3)
        {
            office.Note(_me, $"rejects {offer}", Told(await _client.Call(grains => Agent(grains).RejectOffer(offer, null, context))));
            return;
        }

        var accepted = await _client.Call(grains => Agent(grains).AcceptOffer(offer, context));
        office.Note(_me, $"accepts {offer}", Told(accepted));
        // Now and then the front dies between the halves; the queue then does the second one.
        if (accepted is { Succeeded: true, Value.Assignment: { } request } && random.Next(4) > 0)
        {
            var taken = await _client.Call(grains => grains.GetGrain<ITicketGrain>(request.TicketId).Assign(request));
            office.Note(_me, $"takes {request.TicketId}", Told(taken));
        }
    }

    private async Task Act(Guid ticket)
    {
        if (await office.See(_client, ticket, _me) is not { } seen)
        {
            return;
        }

        TicketCommand command = (random.Next(20), seen.Step) switch
        {
            (0, _) => new Release("Not mine."),
            (1, _) => new Transfer(Shop.QueueIds[random.Next(Shop.QueueIds.Length)], null, "Belongs there."),
            (2, _) => new Transfer(null, colleagues[random.Next(colleagues.Count)].Id, "Knows better."),
            (3, _) => new Note("Looked at it."),
            ( < 7, TicketStep.UnderReview) => new RequestInfo("Which kettle?"),
            (7, TicketStep.UnderReview) => new Reject("No fault found."),
            (8 or 9, TicketStep.UnderReview) when seen.OrderId is not null => new CounterOffer(null, new Money(5_000, "CNY"), "Would half do?"),
            (_, TicketStep.UnderReview) => new Approve(),
            ( < 7, TicketStep.InDialogue) => new RequestInfo("Since when?"),
            (_, TicketStep.InDialogue) => new Resolve("Explained."),
            (_, TicketStep.AwaitingRefund) => new RefundIssued(new Money(9_900, "CNY"), $"pay-{ticket:N}"),
            _ => new Reply("We are looking into it."),
        };
        await office.Execute(_client, ticket, command, _me);
    }

    private async Task Pull()
    {
        var queue = Shop.QueueIds[random.Next(Shop.QueueIds.Length)];
        var context = new CallContext(_me, CommandId.New());
        var next = await _client.Call(grains => grains.GetGrain<IQueueGrain>(QueueKeys.Of(queue)).Next(employee.Id, context));
        office.Note(_me, $"next of {queue}", next is { Succeeded: true, Value: { } pulled } ? $"{pulled.TicketId}" : Told(next));
    }

    private async Task Claim()
    {
        if (office.AnyCase(random) is { } ticket)
        {
            await office.Execute(_client, ticket, new ClaimCase(), _me);
        }
    }

    private IAgentGrain Agent(IGrainFactory grains) => grains.GetGrain<IAgentGrain>(employee.Id);

    private static string? Told<T>(Outcome<T>? answer) => answer is not { } told ? null : told.Failure?.Code ?? "done";
}
