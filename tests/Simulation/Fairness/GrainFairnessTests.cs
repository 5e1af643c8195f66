using AfterSales.Agents;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Tests.Simulation.Machine;
using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Fairness;

/// <summary>The same through the real grains, log and follower: two thousand cases and fifty agents.</summary>
public sealed class GrainFairnessTests
{
    private const int Agents = 50;
    private const int Cases = 2_000;
    private const int Units = 20;
    private const double Load = 0.8;

    private static readonly TimeSpan Handling = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Equal_agents_get_equally_many_cases_within_ten_percent()
    {
        var given = await OwnThread.Run(() => Given(_ => 100));
        Assert.InRange(given.Values.Max() / (double)given.Values.Min(), 1.0, 1.1);
    }

    [Fact]
    public async Task Agents_get_cases_by_their_capacity_within_ten_percent()
    {
        static int Capacity(int agent) => agent % 2 == 0 ? 100 : 200;
        var given = await OwnThread.Run(() => Given(Capacity));
        var fair = Cases / (double)Enumerable.Range(0, Agents).Sum(Capacity);
        Assert.All(Enumerable.Range(0, Agents), agent => Assert.InRange(given[$"a{agent:D2}"] / (fair * Capacity(agent)), 0.9, 1.1));
    }

    private static Dictionary<string, int> Given(Func<int, int> capacity)
    {
        var policies = PolicySet.Default with { Routing = new(1, new RoutingPolicy { RampUpSeconds = 0, FirstActionTimeoutSeconds = 0 }) };
        using var world = new World(1, new WorldSetup(policies, BuiltInQueues.Set));
        var client = new Client(world, world.Dice("client"));
        world.Watch = _ => world.Ledger.Read() ? world.Ledger.Violation : null;
        world.Go(() => Work(world, client, capacity));
        world.Run(TimeSpan.FromMinutes(2));
        return world.Ledger.Cases.GroupBy(known => known.State.Owner!).ToDictionary(owned => owned.Key, owned => owned.Count());
    }

    private static async Task Work(World world, Client client, Func<int, int> capacity)
    {
        for (var n = 0; n < Agents; n++)
        {
            var id = $"a{n:D2}";
            await client.Call(grains => grains.GetGrain<IAgentGrain>(id).Put(new AgentProfile { Name = id, Capacity = capacity(n) }, As(id)));
            await client.Call(grains => grains.GetGrain<IAgentGrain>(id).SetPresence(Presence.Online, null, As(id)));
        }

        var between = Handling / (Enumerable.Range(0, Agents).Sum(capacity) * Load / Units);
        for (var n = 0; n < Cases; n++)
        {
            await world.Pause(between);
            world.Go(() => Case(world, client));
        }
    }

    /// <summary>Opened, assigned in no time, and finished by whoever got it.</summary>
    private static async Task Case(World world, Client client)
    {
        var id = world.NextId();
        var open = new OpenTicket { Kind = TicketKind.Consultation, Subject = "A question", Description = "About the kettle." };
        await client.Call(grains => grains.GetGrain<ITicketGrain>(id).Open(open, new CallContext(new Caller("sim", "c", Roles.Customer), CommandId.New())));
        await world.Pause(Handling);
        world.Ledger.Read();
        var agent = world.Ledger.FindCase(id)!.State.Assignee ?? throw new InvalidOperationException("Nobody got the case though capacity was left.");
        foreach (var command in new TicketCommand[] { new Approve(), new Resolve("Explained.") })
        {
            await client.Call(grains => grains.GetGrain<ITicketGrain>(id).Execute(command, As(agent)));
        }
    }

    private static CallContext As(string agent) => new(new Caller("sim", agent, Roles.Agent | Roles.Lead), CommandId.New());
}
