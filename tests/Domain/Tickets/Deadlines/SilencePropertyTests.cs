using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Any history, and then nobody does anything any more. The seed is the test's argument, so a failure names it.</summary>
public sealed class SilencePropertyTests
{
    private const int MostWakings = 300;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 300)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_case_waits_for_ever(int seed)
    {
        var random = new RandomCommands(seed);
        var waiting = random.Open();
        for (var i = 0; i < seed % 40; i++)
        {
            var (command, caller) = random.Next(waiting.State);
            waiting.Try(command, caller);
            waiting.Pass(TimeSpan.FromHours(random.Hours()));
            AssertAwaited(waiting.State);
        }

        var wakings = 0;
        while (DueDecider.Next(waiting.State) is { } next)
        {
            Assert.True(wakings++ < MostWakings, $"Woken for ever in {waiting.State.Step}.");
            waiting.Until(next > waiting.Now ? next : waiting.Now);
            var before = waiting.State;
            Assert.True(waiting.Fire(), $"Woken for nothing in {waiting.State.Step}.");
            AssertFair(before, waiting.State);
        }

        Assert.True(waiting.State.IsSettled || waiting.State.Escalated, $"Waits for ever in {waiting.State.Step}.");
        Assert.Equal(Replay.Snapshot(waiting.State), Replay.Snapshot(Replay.Of(waiting)));
    }

    /// <summary>While a case is open somebody is awaited, or a lead was told already.</summary>
    private static void AssertAwaited(TicketState state) =>
        Assert.True(!state.IsOpened || state.IsSettled || state.Deadline is not null || state.Escalated, $"Nobody is awaited in {state.Step}.");

    private static void AssertFair(TicketState before, TicketState after)
    {
        Assert.False(after.Step == TicketStep.Closed && before.HoldsGoods, "Closed with the customer's goods.");
        Assert.False(before.Step == TicketStep.AwaitingRefund && after.Step != TicketStep.AwaitingRefund, "Money was taken as paid.");
        Assert.Equal(before.RefundedAmount, after.RefundedAmount);
        Assert.True(before.Step != after.Step || before.Deadline is null || after.Deadline is null || after.Deadline == before.Deadline, "Waits anew.");
    }
}
