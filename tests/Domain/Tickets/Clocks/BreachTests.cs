using System.Collections.Immutable;
using AfterSales.Policies;
using AfterSales.Sla;
using AfterSales.Tickets;
using Xunit;
using static AfterSales.Tests.Domain.Tickets.Clocks.Promises;

namespace AfterSales.Tests.Domain.Tickets.Clocks;

/// <summary>A breach is recorded once, with the time it happened, whoever comes first; warnings in order before it.</summary>
public sealed class BreachTests
{
    private static readonly ImmutableArray<SlaWarning> Ladder = SlaDefaults.Ladder;

    [Fact]
    public void A_promise_not_kept_when_it_is_due_is_broken_once()
    {
        var late = Case.Opened(TicketKind.Complaint, policies: Under(Answer)).WaitAndFire();
        Assert.Equal(["broken answer"], late.Ledger());
        Assert.Equal((true, true, ClockStatus.Running), (late.State.Breached, late.Clock("answer").Breached, late.Clock("answer").Status));
        late.Pass(TimeSpan.FromMinutes(30));
        Assert.Empty(late.Due());
        Assert.Equal(["kept answer"], late.Do(new Reply("Sorry."), People.Agent).Ledger());
        Assert.Equal(TimeSpan.FromMinutes(91), late.Consumed("answer"));
        Assert.True(late.State.Breached);
    }

    [Fact]
    public void Whoever_comes_before_the_wheel_records_it_first_with_its_own_time()
    {
        var late = Case.Opened(TicketKind.Complaint, policies: Under(Answer)).Pass(TimeSpan.FromHours(5));
        late.Do(new Reply("Sorry."), People.Agent);
        Assert.Equal(["broken answer", "kept answer"], late.Ledger());
        Assert.Equal(Samples.Start.AddHours(1), late.Rows[^1].Events.OfType<SlaBreached>().Single().Due);
        Assert.Empty(late.Due());
    }

    [Fact]
    public void A_note_records_it_too_and_a_command_that_changed_nothing_does_not()
    {
        var late = Case.Opened(TicketKind.Complaint, policies: Under(Answer)).Do(new AddTag("a"), People.Agent).Pass(TimeSpan.FromHours(2));
        Assert.Empty(late.Do(new AddTag("a"), People.Agent).Ledger());
        Assert.Equal(["broken answer"], late.Do(new Note("!"), People.Agent).Ledger());
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void At_the_instant_it_is_due_it_is_too_late(int microseconds, bool broken)
    {
        var answered = Case.Opened(TicketKind.Complaint, policies: Under(Answer)).Pass(TimeSpan.FromMinutes(59) + TimeSpan.FromMicroseconds(microseconds));
        Assert.Equal(broken, answered.Do(new Reply("Here."), People.Agent).State.Breached);
        Assert.Equal(ClockStatus.Fulfilled, answered.Clock("answer").Status);
    }

    [Fact]
    public void What_is_fulfilled_or_rests_is_never_broken()
    {
        var resting = Answer with { Name = "rests", Stop = On("resolved"), Pause = In(TicketStep.AwaitingCustomer) };
        var asked = Case.Opened(TicketKind.Complaint, policies: Under(Answer with { Stop = On("info-requested") }, resting)).Do(new RequestInfo("?"), People.Agent);
        Assert.Equal(["kept answer", "paused rests"], asked.Ledger());
        asked.Pass(TimeSpan.FromDays(2));
        Assert.Null(ClockDue.Next(asked.State));
        Assert.Empty(ClockDue.Decide(asked.State, asked.Context(Caller.System)));
    }

    [Fact]
    public void Warnings_come_at_their_part_of_the_target()
    {
        var warned = Case.Opened(TicketKind.Complaint, policies: Under(Answer with { Warnings = Ladder }));
        Assert.Equal(["50% answer"], warned.WaitAndFire().Ledger());
        Assert.Equal(Samples.Start.AddMinutes(30), warned.Now);
        Assert.Equal(["75% answer"], warned.WaitAndFire().Ledger());
        Assert.Equal(Samples.Start.AddMinutes(45), warned.Now);
        Assert.Equal("90% answer", warned.WaitAndFire().Ledger()[0]);
        Assert.Equal(Samples.Start.AddMinutes(54), warned.Now);
        Assert.Equal(["broken answer"], warned.WaitAndFire().Ledger());
    }

    [Theory]
    [InlineData(46, "75% answer")]
    [InlineData(55, "90% answer")]
    [InlineData(60, "broken answer")]
    [InlineData(600, "broken answer")]
    public void After_a_downtime_only_the_worst_is_told(int minutes, string told)
    {
        var slept = Case.Opened(TicketKind.Complaint, policies: Under(Answer with { Warnings = Ladder })).Pass(TimeSpan.FromMinutes(minutes));
        Assert.True(slept.Fire());
        Assert.Equal(told, slept.Ledger()[0]);
        Assert.DoesNotContain(slept.Ledger().Skip(1), line => line.Contains('%', StringComparison.Ordinal) || line.StartsWith("broken", StringComparison.Ordinal));
        Assert.True(ClockDue.Next(slept.State) is not { } next || next > slept.Now);
    }

    [Fact]
    public void What_fell_due_of_several_is_told_in_its_order()
    {
        var second = Answer with { Name = "second", TargetSeconds = Seconds(600, 600, 600, 600) };
        var third = Answer with { Name = "third", Warnings = [new SlaWarning { Percent = 40 }] };
        var slept = Case.Opened(TicketKind.Complaint, policies: Under(Answer, second, third)).Pass(TimeSpan.FromMinutes(30));
        slept.Fire();
        Assert.Equal(["broken second", "40% third"], slept.Ledger());
    }
}
