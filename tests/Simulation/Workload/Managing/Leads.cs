using AfterSales.Agents;
using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Workload;

/// <summary>A lead who interferes: assigns by hand, transfers, changes priorities, dismisses agents with open work and takes them back.</summary>
internal sealed class Leads(Office office, IReadOnlyList<Employee> staff, IReadOnlyList<Desk> desks, Random random)
{
    private readonly Client _client = new(office.World, random);

    public async Task Interfere()
    {
        while (office.IsOpen)
        {
            await office.Pause(random, 100, 900);
            if (office.AnyCase(random) is not { } ticket)
            {
                continue;
            }

            var agent = staff[random.Next(staff.Count)].Id;
            await (random.Next(12) switch
            {
                < 4 => office.Execute(_client, ticket, new Assign(agent), Staff.Lead),
                < 6 => office.Execute(_client, ticket, new Transfer(Shop.QueueIds[random.Next(Shop.QueueIds.Length)], null, "Over there."), Staff.Lead),
                < 8 => office.Execute(_client, ticket, new SetPriority((TicketPriority)random.Next(4), "Called twice."), Staff.Lead),
                < 9 => office.Execute(_client, ticket, new SetCategory(random.Next(2) == 0 ? TicketCategory.Quality : TicketCategory.Other), Staff.Lead),
                < 10 => Dismiss(random.Next(staff.Count)),
                _ => office.Execute(_client, ticket, new Release("Back to all."), Staff.Lead),
            });
        }
    }

    private async Task Dismiss(int index)
    {
        var context = new CallContext(Staff.Lead, CommandId.New());
        var removed = await _client.Call(grains => grains.GetGrain<IAgentGrain>(staff[index].Id).Remove(requeue: true, context));
        office.Note(Staff.Lead, $"dismisses {staff[index].Id}", removed is not { } told ? null : told.Failure?.Code ?? "done");
        await office.Pause(random, 100, 1_500);
        await desks[index].Register();
    }
}
