using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>What was told only to an older activation of the shard is found again.</summary>
public sealed class ReviewTests
{
    [Theory]
    [InlineData(true, 7)]
    [InlineData(false, 361)]
    public Task A_case_the_shard_was_never_told_of_is_found_after_a_change_of_membership_or_some_minutes(bool change, double seconds) =>
        DeskTests.InWorld(async world =>
        {
            var agent = world.Agent("a-1");
            await world.Settle(1);
            var ticket = world.Ticket(Floor.Id(1));
            Advance(world, change);
            await world.Settle(change ? 3 : 280);
            Assert.Empty(ticket.Taken);
            await world.Settle(seconds);
            Assert.Equal(agent.Id, ticket.Taken.Single().Agent);
        });

    [Theory]
    [InlineData(true, 7)]
    [InlineData(false, 361)]
    public Task A_case_that_left_unheard_is_asked_where_it_is(bool change, double seconds) => DeskTests.InWorld(async world =>
    {
        world.Ticket(Floor.Id(1));
        var stays = world.Ticket(Floor.Id(2));
        await world.Settle(31);
        world.Ticket(Floor.Id(1)).MovesTo("elsewhere");
        Assert.Equal(2, (await world.Desk.Stats()).Value!.Waiting);
        Advance(world, change);
        await world.Settle(seconds);
        Assert.Equal(1, (await world.Desk.Stats()).Value!.Waiting);
        Assert.True((await world.Desk.Position(stays.Id)).Value!.Waits);
        Assert.Single(world.Calls, "GetRouting");
    });

    [Fact]
    public Task A_case_the_read_model_does_not_have_yet_stays() => DeskTests.InWorld(async world =>
    {
        await world.Settle(1);
        var young = world.Ticket(Floor.Id(1));
        world.Tell(young.Facts);
        world.Hidden = young.Id;
        world.Epoch.Advance();
        await world.Settle(7);
        Assert.DoesNotContain("GetRouting", world.Calls);
        await world.Settle(361);
        Assert.Contains("GetRouting", world.Calls);
        Assert.Equal(1, (await world.Desk.Stats()).Value!.Waiting);
    });

    [Fact]
    public Task Of_many_that_left_some_are_asked_each_time() => DeskTests.InWorld(async world =>
    {
        for (var i = 0; i < 150; i++)
        {
            world.Ticket(Floor.Id(i));
        }

        await world.Settle(31);
        foreach (var ticket in world.Tickets)
        {
            ticket.MovesTo("elsewhere");
        }

        world.Epoch.Advance();
        await world.Settle(30);
        Assert.Equal(50, (await world.Desk.Stats()).Value!.Waiting);
        await world.Settle(361);
        Assert.Equal(0, (await world.Desk.Stats()).Value!.Waiting);
    });

    private static void Advance(DeskWorld world, bool change)
    {
        if (change)
        {
            world.Epoch.Advance();
        }
    }
}
