using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Random commands by random callers, possible or not. The seed is the test's argument, so a failure names it.</summary>
public sealed class RandomCommandTests
{
    private const int CommandsPerCase = 60;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 350)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_sequence_of_commands_breaks_a_case(int seed)
    {
        var random = new RandomCommands(seed);
        var moving = random.Open();
        for (var i = 0; i < CommandsPerCase; i++)
        {
            var before = moving.State;
            var (command, caller) = random.Next(moving.State);
            var outcome = moving.Try(command, caller);
            AssertInvariants(before, moving.State, outcome.Succeeded);
            moving.Pass(TimeSpan.FromHours(random.Hours()));
        }

        AssertReplay(moving);
    }

    private static void AssertInvariants(TicketState before, TicketState after, bool succeeded)
    {
        Assert.Contains(after.Step, TicketPaths.Steps(after.Kind));
        Assert.Equal(succeeded ? before.Version + 1 : before.Version, after.Version);
        Assert.InRange(after.RefundedAmount, before.RefundedAmount, after.Approved?.Amount ?? 0);
        Assert.True((after.Approved?.Amount ?? 0) <= (after.Claim?.Amount ?? 0), "Approved more than was claimed.");
        Assert.Equal(after.RefundedAmount, after.Payments.Sum(payment => payment.Amount.Amount));
        Assert.Equal(after.Step is TicketStep.AwaitingCustomer or TicketStep.CounterOffered, after.Origin is not null);
        Assert.Equal(after.Step == TicketStep.CounterOffered, after.Offer is not null);
        Assert.Equal(after.Step, after.Passed[^1].Step);
        Assert.True(after.Step != TicketStep.Completed || after.ClosedHow is not null, "Completed without saying how.");
    }

    private static void AssertReplay(Case moving)
    {
        var replayed = Replay.Of(moving);
        Assert.Equal(Replay.Snapshot(moving.State), Replay.Snapshot(replayed));
        Assert.Equal(moving.State.Subject, replayed.Subject);
        Assert.Equal(Replay.Snapshot(moving.State), Replay.Snapshot(Replay.ThroughSnapshot(moving.State)));

        var erased = Replay.Of(moving, erased: true);
        Assert.Equal(Replay.Snapshot(moving.State), Replay.Snapshot(erased));
        Assert.Null(erased.Subject);
        Assert.Null(erased.Description);
    }
}
