using AfterSales.Agents;
using AfterSales.Queues;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>Offers through the shard's actor.</summary>
public sealed class DeskOfferTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task An_accepted_offer_reaches_its_case_also_through_a_shard_that_restarted(bool restart) => InWorld(async (world, agent) =>
    {
        var offer = agent.Held.Single();
        Assert.Empty(world.Ticket(Floor.Id(1)).Taken);
        if (restart)
        {
            world.Restart();
        }

        world.Desk.OfferEnded(new OfferOutcome(offer, OfferEnd.Accepted, agent.Status));
        await world.Settle(0.5);
        Assert.Equal(offer.AssignmentId, world.Ticket(Floor.Id(1)).Taken.Single().AssignmentId);
        Assert.Equal(0, (await world.Desk.Stats()).Value!.Waiting);
    });

    [Fact]
    public Task A_rejected_offer_goes_to_the_next_agent() => InWorld(async (world, agent) =>
    {
        var offer = agent.Held.Single();
        agent.Drop(offer.AssignmentId);
        world.Desk.OfferEnded(new OfferOutcome(offer, OfferEnd.Rejected, agent.Status));
        await world.Settle(0.5);
        Assert.Empty(agent.Held);
        var other = world.Agent("other");
        world.Desk.Observe([], [other.Status]);
        await world.Settle(0.5);
        Assert.Equal(Floor.Id(1), other.Held.Single().TicketId);
    });

    [Fact]
    public Task An_offer_whose_end_nobody_told_is_looked_into() => InWorld(async (world, agent) =>
    {
        agent.Drop(agent.Held.Single().AssignmentId);
        await world.Settle(33);
        Assert.Contains("Report", world.Calls);
        Assert.Equal(0, (await world.Desk.Stats()).Value!.Offered);
    });

    [Fact]
    public Task An_offer_of_a_case_taken_elsewhere_is_taken_back() => InWorld(async (world, agent) =>
    {
        world.Tell(new RoutingFacts(Floor.Id(1), 9, null, null, []));
        await world.Settle(0.5);
        Assert.Empty(agent.Held);
    });

    [Fact]
    public Task After_a_restart_an_open_offer_is_known_again_and_its_case_not_offered_to_another() => InWorld(async (world, agent) =>
    {
        var offer = agent.Held.Single();
        var other = world.Agent("other");
        world.Restart();
        await world.Settle(3);
        Assert.Equal(offer, agent.Held.Single());
        Assert.Empty(other.Held);
        Assert.Equal(1, (await world.Desk.Stats()).Value!.Offered);
    });

    [Theory]
    [InlineData(1.5, 0)]
    [InlineData(2.5, 1)]
    public Task Who_does_not_report_after_a_restart_is_waited_for_two_seconds(double seconds, int offers) => InWorld(async (world, _) =>
    {
        var other = world.Agent("other");
        world.Fault = (name, _) => name == "Report" ? new TimeoutException() : null;
        world.Restart();
        await world.Settle(seconds);
        Assert.Equal(offers, other.Held.Count());
    });

    private static Task InWorld(Func<DeskWorld, FakeAgent, Task> test) => DeskTests.InWorld(async world =>
    {
        world.Define(Floor.Definition() with { Mode = QueueMode.Offer }, revision: 2);
        var agent = world.Agent("a-1");
        world.Ticket(Floor.Id(1));
        await world.Settle(0.2);
        await test(world, agent);
    });
}
