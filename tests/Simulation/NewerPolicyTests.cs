using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Tests.Simulation.Machine;
using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation;

/// <summary>A case whose clocks were set by a policy that the process has not heard of: the grain asks before it decides.</summary>
public sealed class NewerPolicyTests
{
    private static readonly SlaDefinition Answer = SlaDefaults.Definitions.Single(definition => definition.Name == "first-response");
    private static readonly PolicySet Old = Under(1, Answer with { Name = "other" });
    private static readonly PolicySet New = Under(2, Answer with { Stop = new ClockCondition { Events = ["tag-added"] } });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_stops_a_clock_is_not_missed_while_the_newest_policy_can_be_had(bool canBeHad)
    {
        var kept = await OwnThread.Run(() => Kept(canBeHad));
        Assert.Equal(canBeHad, kept);
    }

    private static bool Kept(bool canBeHad)
    {
        using var world = new World(1, new WorldSetup(New, BuiltInQueues.Set));
        var client = new Client(world, world.Dice("client"));
        var id = world.NextId();
        world.Go(async () =>
        {
            var open = new OpenTicket { Kind = TicketKind.Consultation, Subject = "A question", Description = "About the kettle." };
            await client.Call(grains => grains.GetGrain<ITicketGrain>(id).Open(open, new CallContext(new Caller("sim", "c", Roles.Customer), CommandId.New())));
            (world.Policies.Current, world.Policies.Newest) = (Old, canBeHad ? New : null);
            var agent = new CallContext(new Caller("sim", "a", Roles.Agent), CommandId.New());
            var done = await client.Call(grains => grains.GetGrain<ITicketGrain>(id).Execute(new AddTag("done"), agent));
            Assert.True(done is { Succeeded: true });
        });
        world.Run(TimeSpan.FromSeconds(10));
        world.Ledger.Read();
        return world.Ledger.FindCase(id)!.State.Clocks.Single(clock => clock.Name == Answer.Name).Status == AfterSales.Sla.ClockStatus.Fulfilled;
    }

    private static PolicySet Under(int version, SlaDefinition definition) =>
        PolicySet.Default with { Sla = new(version, new SlaPolicy { Definitions = [definition] }) };
}
