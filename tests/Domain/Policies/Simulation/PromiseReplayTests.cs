using System.Collections.Immutable;
using AfterSales.Policies;
using AfterSales.Tests.Domain.Tickets;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Policies;

public sealed class PromiseReplayTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 400)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_policy_in_force_would_have_done_what_it_did(int seed)
    {
        var told = new RandomHistory(seed).Tell();
        var length = told.Now - Samples.Start;
        var outcome = Replay(told, PolicySet.Default, Samples.Start + (length * (seed % 7) / 10), told.Now + TimeSpan.FromHours(seed % 50));
        Assert.NotNull(outcome);
        Assert.Equal(outcome.Was.OrderBy(Name), outcome.WouldBe.OrderBy(Name));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_was_is_what_the_rows_say(int seed)
    {
        var told = new RandomHistory(seed).Tell();
        var outcome = Replay(told, PolicySet.Default, DateTimeOffset.MinValue, told.Rows[^1].Stamp.At);
        var stored = told.Rows.SelectMany(row => row.Events).ToArray();
        int Counted(PromiseFactKind what) => outcome!.Was.Where(fact => fact.Key.What == what).Sum(fact => fact.Value);
        Assert.Equal(stored.OfType<SlaActivated>().Sum(activated => activated.Clocks.Length), Counted(PromiseFactKind.Activated));
        // What is due at the last row and not stored yet has passed all the same.
        Assert.InRange(Counted(PromiseFactKind.Breached) - stored.OfType<SlaBreached>().Count(), 0, told.State.Clocks.Length);
        Assert.InRange(Counted(PromiseFactKind.Decided) - stored.OfType<DeadlineExpired>().Count(), 0, 1);
    }

    [Fact]
    public void A_shorter_deadline_decides_what_people_decided_later_and_the_history_goes_on_as_it_was()
    {
        var told = RandomHistory.Wait(Case.Opened(TicketKind.RefundOnly), TimeSpan.FromHours(30)).Do(new Approve(), People.Agent);
        var outcome = Replay(told, WithDeadline("review-refund", TimeSpan.FromHours(24)), Samples.Start, told.Now);
        Assert.DoesNotContain(outcome!.Was.Keys, IsDecision);
        Assert.Equal(new PromiseFact(PromiseFactKind.Decided, "review-refund", (int)AfterSales.Deadlines.DeadlineEffect.Approve), Assert.Single(outcome.WouldBe.Keys, IsDecision));
    }

    [Fact]
    public void A_longer_deadline_lets_silence_decide_less()
    {
        var told = Case.Opened(TicketKind.RefundOnly);
        told.Silent();
        var outcome = Replay(told, WithDeadline("review-refund", TimeSpan.FromHours(72)), Samples.Start, told.Now);
        Assert.Single(outcome!.Was.Keys, IsDecision);
        Assert.DoesNotContain(outcome.WouldBe.Keys, IsDecision);
    }

    [Fact]
    public void A_shorter_target_breaks_and_warns_of_a_promise_that_was_kept()
    {
        var told = RandomHistory.Wait(Case.Opened(TicketKind.Complaint), TimeSpan.FromMinutes(4)).Do(new Reply("We look into it."), People.Agent);
        var outcome = Replay(told, With("first-response", target: 200), Samples.Start, told.Now);
        var first = new PromiseFact(PromiseFactKind.Breached, "first-response");
        Assert.False(outcome!.Was.ContainsKey(first));
        Assert.Equal(1, outcome.WouldBe[first]);
        Assert.Equal([50, 75, 90], outcome.WouldBe.Keys.Where(fact => fact is { What: PromiseFactKind.Warned, Name: "first-response" }).Select(fact => fact.Detail).Order());
    }

    [Fact]
    public void A_case_that_was_over_before_the_period_is_not_looked_at()
    {
        var told = Case.Opened(TicketKind.Complaint).Do(new Cancel(), People.Customer);
        Assert.Null(Replay(told, PolicySet.Default, told.Now.AddDays(1), told.Now.AddDays(30)));
        Assert.NotNull(Replay(Case.Opened(TicketKind.Complaint), PolicySet.Default, told.Now.AddDays(1), told.Now.AddDays(30)));
    }

    [Fact]
    public void A_case_from_before_promises_is_told_as_if_they_had_been()
    {
        var told = new Case();
        told.Append([new Opened
        {
            Id = Samples.TicketId, Kind = TicketKind.Complaint, CustomerId = "c-1", Category = TicketCategory.Service, CategoryRule = "customer", Channel = Channel.Web,
            Priority = TicketPriority.P3, TriageRule = "default", TriagePolicy = 1, To = TicketStep.UnderReview, By = Roles.Customer,
        }], People.Customer);
        var outcome = Replay(told, PolicySet.Default, told.Now, told.Now.AddDays(3));
        Assert.Empty(outcome!.Was);
        Assert.Contains(outcome.WouldBe.Keys, IsDecision);
    }

    private static PromiseOutcome? Replay(Case told, PolicySet draft, DateTimeOffset from, DateTimeOffset to)
    {
        var today = new DecisionContext(to, Caller.System, PolicySet.Default);
        var replay = new PromiseReplay(today, today with { Policies = draft }, from, to);
        foreach (var (stamp, events) in told.Rows)
        {
            replay.Row(stamp, events);
        }

        return replay.End();
    }

    private static PolicySet WithDeadline(string rule, TimeSpan after) => PolicySet.Default with
    {
        Deadlines = new(2, new DeadlinePolicy
        {
            Rules = [.. new DeadlinePolicy().Rules.Select(known => known.Name == rule ? known with { AfterSeconds = (int)after.TotalSeconds } : known)],
        }),
    };

    private static PolicySet With(string clock, int target) => PolicySet.Default with
    {
        Sla = new(2, new SlaPolicy
        {
            Definitions =
            [
                .. SlaDefaults.Definitions.Select(known => known.Name == clock
                    ? known with { TargetSeconds = known.TargetSeconds.Keys.ToImmutableDictionary(priority => priority, _ => target) }
                    : known),
            ],
        }),
    };

    private static bool IsDecision(PromiseFact fact) => fact.What == PromiseFactKind.Decided;

    private static string Name(KeyValuePair<PromiseFact, int> fact) => fact.Key.ToString();
}
