using AfterSales.Deadlines;
using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Workload;

/// <summary>Gives everybody more time now and then: every case is asked to put off the deadline of a rule, some of them twice, and sometimes it is taken back.</summary>
internal sealed class PeakSeason(Office office, Random random)
{
    private readonly Client _client = new(office.World, random);

    public async Task Extend()
    {
        while (office.IsOpen)
        {
            await office.Pause(random, 1_000, 4_000);
            var rules = office.World.Policies.Current.Deadlines.Policy.Rules;
            var more = new DeadlineExtension(
                office.World.NextId(), rules[random.Next(rules.Length)].Name, [], TimeSpan.FromSeconds(random.Next(1, 4)), office.World.Time.Now, Staff.Lead.Subject);
            foreach (var ticket in office.Cases.ToArray())
            {
                for (var times = random.Next(1, 3); times > 0; times--)
                {
                    await _client.Call(grains => grains.GetGrain<ITicketGrain>(ticket).ExtendDeadline(more));
                }

                if (random.Next(4) == 0)
                {
                    await _client.Call(grains => grains.GetGrain<ITicketGrain>(ticket).UndoExtension(more.Id));
                }
            }
        }
    }
}
