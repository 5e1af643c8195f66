using AfterSales.Routing;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Random commands mixed with what queues and agents ask. The seed is the test's argument, so a failure names it.</summary>
#pragma warning disable CA5394 // Repeatable by seed is the point; nothing here is a secret.
public sealed class RandomRoutingTests
{
    private const int Steps = 80;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 300)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Somebody_always_has_what_we_must_act_on_and_never_two(int seed)
    {
        var commands = new RandomCommands(seed);
        var random = new Random(seed);
        var moving = commands.Open();
        var rounds = new HashSet<int>();
        for (var i = 0; i < Steps; i++)
        {
            var before = moving.State;
            if (random.Next(3) == 0)
            {
                Ask(moving, random);
            }
            else
            {
                var (command, caller) = commands.Next(before);
                moving.Try(command, caller);
            }

            AssertInvariants(before, moving.State);
            Assert.True(before.Waiting is null || moving.State.Assignment is null || rounds.Add(before.Waiting.Round), "A round was assigned twice.");
        }

        Assert.Equal(Replay.Snapshot(moving.State), Replay.Snapshot(Replay.Of(moving)));
        Assert.Equal(Replay.Snapshot(moving.State), Replay.Snapshot(Replay.ThroughSnapshot(moving.State)));
    }

    private static void Ask(Case moving, Random random)
    {
        var round = random.Next(4) == 0 ? random.Next(Steps) : moving.State.Waiting?.Round ?? 0;
        var held = random.Next(8) == 0 ? Guid.NewGuid() : moving.State.Assignment?.Id ?? Guid.Empty;
        var request = Samples.Assignment(round, random.Next(3) == 0 ? "a-1" : $"a-{random.Next(2, 6)}", moving.State.Version);
        var reason = (ReturnReason)random.Next(4);
        moving.Route((state, context) => random.Next(8) switch
        {
            0 => RoutingDecider.Void(state, request.AssignmentId, round),
            1 => RoutingDecider.Reroute(state, round, random.Next(2) == 0 ? "logistics" : null, RerouteReason.Overflow, context),
            2 or 3 => RoutingDecider.Return(state, held, reason, context),
            _ => RoutingDecider.Assign(state, request),
        });
    }

    private static void AssertInvariants(TicketState before, TicketState after)
    {
        var department = DepartmentTable.Of(after)?.Department;
        Assert.True(after.Waiting is null || after.Assignment is null, "Waiting and assigned at once.");
        Assert.Equal(department is not null, after.Waiting is not null || after.Assignment is { Active: true });
        Assert.True(department is not null || !after.IsTerminal || after.Assignment is null, "An ended case is held.");
        Assert.True(department is null || (after.Waiting?.Department ?? after.Assignment!.Department) == department, "The wrong department has it.");
        Assert.True(after.Waiting is null || after.Waiting.Round <= after.Version, "A round of the future.");
        Assert.True(before.Owner is null || after.Owner == before.Owner, "The owner changed.");
        Assert.InRange(after.Left.Length, 0, LeftPlaces.Max);
        Assert.DoesNotContain(after.Left, place => place.Queue is not null && place.Queue == after.Waiting?.Queue);
        Assert.DoesNotContain(after.Left, place => place.Agent is not null && place.Agent == after.Assignee);
        Assert.Equal(after.Left.Length, after.Left.Select(place => (place.Queue, place.Agent)).Distinct().Count());
        Assert.False(TicketRouting.IsUnrouted(after));
        if (before.Waiting is { } left && left.Queue != after.Waiting?.Queue)
        {
            Assert.Contains(after.Left, place => place.Queue == left.Queue && place.Version == after.Version);
        }

        if (before.Assignee is { } lost && lost != after.Assignee)
        {
            Assert.Contains(after.Left, place => place.Agent == lost && place.Version == after.Version);
        }
    }
}
