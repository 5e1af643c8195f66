using AfterSales.Policies;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets.Clocks;

/// <summary>
/// Random policies, histories and moments: the ledger's fold is what a direct computation from the history gives. The seed is the test's argument, so a
/// failure names it.
/// </summary>
public sealed class LedgerPropertyTests
{
    private const int CommandsPerCase = 40;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 400)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_ledger_tells_what_the_history_tells(int seed)
    {
        var (sla, random) = (new RandomSla(seed), new RandomCommands(seed));
        var told = random.Open(Under(1, sla.Policy()), RandomSla.Calendars);
        var direct = new DirectLedger(RandomSla.Calendars);
        Compare(told, direct, seen: 0);
        for (var i = 0; i < CommandsPerCase && told.State.IsOpened; i++)
        {
            if (sla.Chance(8))
            {
                told.Policies = Under(told.Policies.Sla.Version + 1, sla.Changed(told.Policies.Sla.Policy));
            }

            var seen = told.Rows.Count;
            told.Pass(sla.Time());
            if (sla.Chance(2) && DueDecider.Next(told.State) is { } due)
            {
                told.Pass(due > told.Now && !sla.Chance(4) ? due - told.Now : TimeSpan.Zero);
                told.Fire();
            }
            else
            {
                var (command, caller) = random.Next(told.State);
                told.Try(command, caller);
            }

            Compare(told, direct, seen);
        }

        Assert.Equal(Replay.Snapshot(told.State), Replay.Snapshot(Replay.Of(told)));
        Assert.Equal(Replay.Snapshot(told.State), Replay.Snapshot(Replay.ThroughSnapshot(told.State)));
    }

    private static PolicySet Under(int version, SlaPolicy policy) => PolicySet.Default with { Sla = new Versioned<SlaPolicy>(version, policy) };

    private static void Compare(Case told, DirectLedger direct, int seen)
    {
        foreach (var (stamp, events) in told.Rows.Skip(seen).Where(row => row.Events is not [Unchanged]))
        {
            // Queues and agents concern clocks only where a promise listens to them; then the row is one like any other.
            direct.Row(events, stamp.At, told.Policies.Sla.Policy);
        }

        var calendars = RandomSla.Calendars;
        Assert.Equal(direct.Clocks.Keys.Order(), told.State.Clocks.Select(clock => clock.Name).Order());
        foreach (var clock in told.State.Clocks)
        {
            var other = direct.Clocks[clock.Name];
            Assert.Equal((clock.Name, other.Status, other.Target), (clock.Name, clock.Status, ClockTime.Target(clock.Terms)));
            Assert.Equal((clock.Name, other.Consumed(told.Now, calendars)), (clock.Name, ClockTime.Consumed(clock, told.Now, calendars)));
            Assert.Equal((clock.Name, other.Broken is not null, other.Terms.Calendar), (clock.Name, clock.Breached, clock.Terms.Calendar));
            if (clock.IsRunning)
            {
                Assert.Equal((clock.Name, other.Due(calendars)), (clock.Name, clock.Due));
            }
        }

        Assert.Equal(direct.Breaches, told.Rows.SelectMany(row => row.Events).OfType<SlaBreached>().Select(breach => (breach.Clock, breach.Due)));
        Assert.Equal(direct.Refused.Order(), told.Rows.SelectMany(row => row.Events).OfType<SlaPauseRefused>().SelectMany(refusal => refusal.Clocks).Order());
        AssertWarnings(told, seen);
    }

    /// <summary>Nobody is warned early, twice, of something broken, or of less than before.</summary>
    private static void AssertWarnings(Case told, int seen)
    {
        foreach (var (stamp, events) in told.Rows.Skip(seen))
        {
            // One that ended in the same row and began anew is another clock.
            var anew = events.OfType<SlaActivated>().SelectMany(started => started.Clocks).Select(start => start.Clock).ToHashSet();
            foreach (var warned in events.OfType<SlaWarned>().Where(warned => !anew.Contains(warned.Clock)))
            {
                var clock = told.State.Clocks.Single(known => known.Name == warned.Clock);
                Assert.True(warned.Due > stamp.At, "Warned of what is broken already.");
                Assert.True(ClockTime.Consumed(clock, stamp.At, RandomSla.Calendars) >= clock.Terms.Mark(warned.Percent), "Warned too early.");
                Assert.Equal(warned.Percent, clock.Warned);
            }
        }
    }
}
