using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>Calls fail by seed, before or after their effect, and the shard dies now and then: no case is lost, doubled or beyond anybody's capacity.</summary>
public sealed class FaultTests
{
    private const int Cases = 60;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Every_case_is_assigned_once_and_nobody_is_over_capacity(int seed) => DeskTests.InWorld(async world =>
    {
        var random = new Random(seed);
        for (var i = 0; i < 5; i++)
        {
            world.Agent($"a-{i}", capacity: 60);
        }

        world.Fault = (_, _) => random.Next(4) == 0 ? new TimeoutException() : null;
        for (var i = 0; i < Cases; i++)
        {
            var facts = world.Ticket(Floor.Id(i)).Facts;
            if (random.Next(2) == 0)
            {
                world.Tell(facts);
            }

            if (random.Next(15) == 0)
            {
                world.Restart();
            }

            await world.Settle(random.NextDouble() / 5);
            Assert.All(world.Agents, agent => Assert.InRange(agent.Units, 0, agent.Capacity));
        }

        world.Fault = (_, _) => null;

        // Some facts were told to nobody: the follower, or a load, brings them.
        world.Desk.Observe([.. world.Tickets.Select(ticket => ticket.Facts)], []);
        for (var lease = 0; lease < 3; lease++)
        {
            await world.Settle(10);
            foreach (var agent in world.Agents)
            {
                agent.EndLeases();
            }

            world.Desk.Observe([], [.. world.Agents.Select(agent => agent.Status)]);
        }

        await world.Settle(10);
        Assert.All(world.Tickets, ticket => Assert.Single(ticket.Taken));
        Assert.Equal(Cases * 5, world.Agents.Sum(agent => agent.Units));
        Assert.Equal(0, (await world.Desk.Stats()).Value!.Waiting);
    });
}
