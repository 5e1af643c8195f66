using AfterSales.Log;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Sla;
using AfterSales.Streams;
using AfterSales.Tests.Domain.Orders;
using AfterSales.Tickets;
using Microsoft.Extensions.Options;
using NSubstitute;
using Xunit;
using static AfterSales.Tests.Domain.Tickets.Clocks.Promises;

namespace AfterSales.Tests.Domain.Tickets.Clocks;

/// <summary>Another policy is another rest; and who has not heard of it asks before he decides.</summary>
public sealed class NewPolicyTests
{
    private static readonly PolicySet Old = Under(1, Answer);
    private static readonly PolicySet New = Under(2, Answer with { Stop = On("tag-added"), TargetSeconds = Seconds(2 * Hour, 2 * Hour, 2 * Hour, 2 * Hour) });

    [Fact]
    public void Who_has_not_heard_of_the_policy_of_a_clock_is_behind_until_it_is_over()
    {
        var open = Case.Opened(TicketKind.Complaint, policies: Old);
        Assert.False(ClockUpkeep.IsBehind(open.State, Old));
        open.Policies = New;
        Assert.Equal(["~ answer"], open.Do(new Reply("So."), People.Agent).Ledger());
        Assert.Equal((true, false), (ClockUpkeep.IsBehind(open.State, Old), ClockUpkeep.IsBehind(open.State, New)));
        Assert.Equal(["kept answer"], open.Do(new AddTag("done"), People.Agent).Ledger());
        Assert.False(ClockUpkeep.IsBehind(open.State, Old));
    }

    [Fact]
    public async Task A_process_that_is_behind_asks_for_the_policies_and_does_not_lose_what_stops_a_clock()
    {
        var open = Case.Opened(TicketKind.Complaint, policies: New);
        var source = new Source();
        var services = Services(source);
        await services.CatchUp(open.State);
        await services.CatchUp(open.State);
        Assert.Equal(1, source.Refreshed);
        open.Policies = services.Policies.Current;
        Assert.Equal(["kept answer"], open.Do(new AddTag("done"), People.Agent).Ledger());
    }

    [Fact]
    public async Task A_process_that_knows_enough_asks_for_nothing()
    {
        var source = new Source();
        await Services(source).CatchUp(Case.Opened(TicketKind.Complaint, policies: Old).State);
        Assert.Equal(0, source.Refreshed);
    }

    [Fact]
    public void A_policy_that_takes_a_rest_away_wakes_at_the_next_row_and_one_that_leaves_it_does_not()
    {
        var resting = Answer with { Stop = On("resolved"), Pause = In(TicketStep.AwaitingCustomer) };
        var asked = Case.Opened(TicketKind.Complaint, policies: Under(resting)).Do(new RequestInfo("Which?"), People.Agent).Pass(TimeSpan.FromHours(3));
        asked.Policies = Under(2, resting with { OnBreach = [LadderAction.Escalate] });
        Assert.Empty(asked.Do(new Note("still"), People.Agent).Ledger());
        asked.Policies = Under(3, resting with { Pause = null });
        Assert.Equal(["resumed answer"], asked.Do(new Note("again"), People.Agent).Ledger());
        Assert.Equal(asked.Now.AddMinutes(59), asked.Clock("answer").Due);
        Assert.Equal(["broken answer"], asked.WaitAndFire().Ledger());
    }

    [Fact]
    public void What_an_event_put_to_rest_is_not_woken_by_a_policy_without_steps()
    {
        var definition = Answer with { Stop = On("resolved"), Pause = On("noted") };
        var held = Case.Opened(TicketKind.Complaint, policies: Under(definition)).Do(new Reply("Soon."), People.Agent).Do(new Note("later"), People.Agent);
        held.Policies = Under(2, definition with { Pause = null });
        Assert.Empty(held.Do(new AddTag("x"), People.Agent).Ledger());
        Assert.Equal(ClockStatus.Paused, held.Clock("answer").Status);
    }

    private static TicketGrainServices Services(IPolicySource policies) => new(
        new EventStreamServices(Substitute.For<IEventLog>(), new FakeClock(), new MembershipEpoch()), policies, Substitute.For<IDirtyTickets>(),
        Substitute.For<IQueueSource>(), new FixedCalendars(), Substitute.For<IDueFeed>())
    {
        Adoption = new Adoption(new FakeClock(), Options.Create(new SlaOptions())),
    };

    /// <summary>The policies this process knows, and those it will know once it asks.</summary>
    private sealed class Source : IPolicySource
    {
        public PolicySet Current { get; private set; } = Old;

        public int Refreshed { get; private set; }

        public Task Refresh()
        {
            (Current, Refreshed) = (New, Refreshed + 1);
            return Task.CompletedTask;
        }
    }
}
