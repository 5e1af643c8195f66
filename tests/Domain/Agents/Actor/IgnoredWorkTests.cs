using AfterSales.Agents;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

/// <summary>Who is Online and does nothing. Symptom these hold back: the same case goes to him and back for ever, two rows each time.</summary>
public sealed class IgnoredWorkTests
{
    private const int Timeout = 900;

    private readonly AgentActor _agent = new();

    [Fact]
    public async Task Work_that_went_back_without_a_first_action_makes_him_away_and_takes_back_his_offer()
    {
        var work = await Overdue();
        await _agent.Reserve(Staffing.Request(AssignmentMode.Offer));
        var rows = _agent.Rows;
        await _agent.Desk.Observe(Ignored(work));
        var view = (await _agent.Desk.Get(Staffing.Lead)).Value!;
        Assert.Equal((Presence.Away, "no-first-action", rows + 1), (view.Presence, view.PresenceHistory[0].Cause, _agent.Rows));
        Assert.Equal((0, 0), (view.OpenOffers, view.UnitsInUse));
        Assert.Equal("not-online", await _agent.Reserve(Staffing.Request(round: 3, ticket: work.Assignment.TicketId)));
    }

    [Fact]
    public async Task It_does_not_come_back_to_him_before_he_was_told()
    {
        var work = await Overdue();
        Assert.Equal("not-online", await _agent.Reserve(Staffing.Request(round: 3, ticket: work.Assignment.TicketId) with { Ignored = true }));
        Assert.Equal((Presence.Away, 0), await Now());
    }

    [Fact]
    public async Task Who_asks_for_work_himself_is_there()
    {
        var work = await Overdue();
        Assert.Null(await _agent.Reserve(Staffing.Request(AssignmentMode.Pull, round: 3, ticket: work.Assignment.TicketId) with { Ignored = true }));
        Assert.Equal((Presence.Online, 5), await Now());
    }

    [Fact]
    public async Task Only_whom_the_case_names_is_judged()
    {
        var work = await Overdue();
        await _agent.Desk.Observe(Ignored(work, by: Staffing.Other));
        Assert.Equal((Presence.Online, 0), await Now());
    }

    [Fact]
    public async Task Long_silence_alone_is_no_proof_when_it_went_back_for_another_reason()
    {
        var work = await Overdue();
        await _agent.Desk.Observe(Staffing.Waits(work.Assignment.TicketId, 3, 3));
        Assert.Equal((Presence.Online, 0), await Now());
    }

    [Fact]
    public async Task Who_acted_or_had_time_or_lost_it_in_another_way_stays_online()
    {
        await _agent.Working();
        var inTime = await _agent.Works();
        await _agent.Desk.Observe(Staffing.Waits(inTime.Assignment.TicketId, 3, 3));
        var (acted, decided, taken) = (await _agent.Works(), await _agent.Works(), await _agent.Works());
        _agent.Wait(Timeout);
        await _agent.Desk.Observe(acted.Assigned(version: 3, acted: true));
        await _agent.Desk.Observe(Staffing.Waits(acted.Assignment.TicketId, 4, 4));
        await _agent.Desk.Observe(Staffing.Over(decided.Assignment.TicketId, 3));
        var claimed = Staffing.Assigned(taken.Assignment.TicketId, 4, Guid.NewGuid());
        _agent.Says(claimed);
        await _agent.Desk.Observe(claimed);
        Assert.Equal((Presence.Online, 5), await Now());
    }

    [Fact]
    public async Task Who_is_busy_stays_so()
    {
        var work = await Overdue();
        await _agent.Desk.SetPresence(Presence.Busy, null, Staffing.Myself);
        await _agent.Desk.Observe(Ignored(work));
        Assert.Equal((Presence.Busy, 0), await Now());
    }

    /// <summary>The case says that it was taken from him for want of a first action.</summary>
    private static RoutingFacts Ignored(ReserveRequest work, string by = Staffing.Me)
    {
        var facts = Staffing.Waits(work.Assignment.TicketId, 3, 3);
        return facts with { Waiting = facts.Waiting! with { IgnoredBy = by } };
    }

    private async Task<ReserveRequest> Overdue()
    {
        await _agent.Working();
        var work = await _agent.Works();
        _agent.Wait(Timeout);
        return work;
    }

    private async Task<(Presence Presence, int UnitsInUse)> Now()
    {
        var status = await _agent.Status();
        return (status.Presence, status.UnitsInUse);
    }
}
