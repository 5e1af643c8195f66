using AfterSales.Agents;
using AfterSales.Queues;
using AfterSales.Queues.Domain;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>Offers: pending until accepted, rejected, timed out or rescinded (domain.md section 6).</summary>
public sealed class OfferTests
{
    private readonly Floor _floor = new(Floor.Definition() with { Mode = QueueMode.Offer, OfferTimeout = TimeSpan.FromSeconds(30) });

    [Fact]
    public void An_offered_case_still_waits_and_its_agent_gets_nothing_more()
    {
        _floor.Agent("a");
        _floor.Waits(1);
        _floor.Waits(2);
        var flight = Offered();
        Assert.Equal((AssignmentMode.Offer, TimeSpan.FromSeconds(30)), (flight.Request.Assignment.Mode, flight.Request.OfferTimeout!.Value));
        Assert.Null(_floor.Decide());
        var stats = _floor.Shard.Stats(_floor.Now);
        Assert.Equal((2, 1, 0), (stats.Waiting, stats.Offered, _floor.Shard.InFlight));
    }

    [Theory]
    [InlineData(OfferEnd.Rejected, false)]
    [InlineData(OfferEnd.TimedOut, false)]
    [InlineData(OfferEnd.Rescinded, true)]
    public void A_refused_offer_is_not_made_to_him_again_in_this_round(OfferEnd end, bool again)
    {
        _floor.Agent("a");
        var facts = _floor.Waits(1);
        Ends(Offered(), end);
        _floor.Agent("a");
        Assert.Equal(again, _floor.Decide() is { Agent: "a" });
        if (!again)
        {
            _floor.Agent("b", used: 50);
            Assert.Equal("only-candidate", _floor.Decide()!.Request.Assignment.Reason.Rule);
            _floor.IsGone(facts.TicketId);
            _floor.Agent("b", presence: Presence.Away);
            _floor.Waits(1);
            Assert.Equal("a", _floor.Decide()!.Agent);
        }
    }

    [Fact]
    public void An_accepted_offer_is_brought_to_the_case()
    {
        _floor.Agent("a");
        _floor.Waits(1);
        var offered = Offered();
        var flight = Ends(offered, OfferEnd.Accepted);
        Assert.Same(offered, flight);
        Assert.Equal(1, _floor.Shard.InFlight);
        _floor.Confirm(flight!);
        Assert.Equal((0, 0), (_floor.Shard.Waiting, _floor.Shard.InFlight));
        Assert.Null(_floor.Shard.NextRelease());
    }

    [Fact]
    public void An_end_that_overtakes_the_answer_is_not_lost()
    {
        _floor.Agent("a");
        _floor.Waits(1);
        var flight = _floor.Decide()!;
        Ends(flight, OfferEnd.Rejected);
        Assert.Equal(AfterReserve.Nothing, _floor.Grant(flight));
        _floor.Agent("a");
        Assert.Null(_floor.Decide());
        Assert.Equal(0, _floor.Shard.InFlight);

        _floor.Agent("b");
        flight = _floor.Decide()!;
        Ends(flight, OfferEnd.Accepted);
        Assert.Equal(AfterReserve.Assign, _floor.Grant(flight));
    }

    [Fact]
    public void An_offer_of_a_case_taken_elsewhere_is_taken_back()
    {
        _floor.Agent("a");
        _floor.Waits(1);
        var flight = Offered();
        _floor.IsGone(flight.TicketId);
        Assert.Equal(new ReleaseOrder("a", flight.Id), _floor.Shard.NextRelease());
        Assert.Equal(0, _floor.Shard.Stats(_floor.Now).Offered);
    }

    [Fact]
    public void An_offer_of_an_old_round_is_taken_back_and_the_case_offered_anew()
    {
        _floor.Agent("a");
        _floor.Agent("b");
        _floor.Waits(1);
        var flight = Offered();
        _floor.Waits(1);
        Assert.Equal(flight.Id, _floor.Shard.NextRelease()!.AssignmentId);
        Assert.Equal("b", _floor.Decide()!.Agent);
    }

    [Fact]
    public void Newer_facts_of_the_same_round_leave_the_offer_out()
    {
        _floor.Agent("a");
        var facts = _floor.Waits(1);
        Offered();
        _floor.Waits(1, dueInSeconds: 10, round: facts.Waiting!.Round);
        Assert.Null(_floor.Shard.NextRelease());
        Assert.Equal(1, _floor.Shard.Stats(_floor.Now).Offered);
        _floor.Now = _floor.Now.AddSeconds(33);
        _floor.Shard.Tick(_floor.Now);
        Assert.NotNull(_floor.Shard.NextOverdue());
    }

    [Fact]
    public void An_offer_nobody_ended_is_looked_into_after_its_grace()
    {
        _floor.Agent("a");
        var facts = _floor.Waits(1);
        var flight = Offered();
        Assert.Equal(_floor.Now.AddSeconds(32), _floor.Shard.NextDue);
        _floor.Now = _floor.Now.AddSeconds(32);
        _floor.Shard.Tick(_floor.Now);
        Assert.Same(flight, _floor.Shard.NextOverdue());

        // Neither could be asked: it stays out for another grace.
        _floor.Shard.Checked(flight, null, null, _floor.Now);
        Assert.Equal(_floor.Now.AddSeconds(2), _floor.Shard.NextDue);
        _floor.Now = _floor.Now.AddSeconds(2);
        _floor.Shard.Tick(_floor.Now);
        Assert.Same(flight, _floor.Shard.NextOverdue());
        _floor.Shard.Checked(flight, _floor.Agent("a"), facts, _floor.Now);
        Assert.Equal((0, 0), (_floor.Shard.InFlight, _floor.Shard.Stats(_floor.Now).Offered));
        Assert.Null(_floor.Decide());
        _floor.Agent("b");
        Assert.Equal("b", _floor.Decide()!.Agent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_case_that_moved_on_while_its_offer_was_looked_into_has_the_offer_taken_back(bool gone)
    {
        _floor.Agent("a");
        _floor.Waits(1);
        var flight = Offered();
        _floor.Now = _floor.Now.AddSeconds(32);
        _floor.Shard.Tick(_floor.Now);
        Assert.Same(flight, _floor.Shard.NextOverdue());
        var facts = gone ? _floor.IsGone(flight.TicketId) : _floor.Waits(1);
        _floor.Shard.Checked(flight, _floor.Status("a"), facts, _floor.Now);
        Assert.Equal(new ReleaseOrder("a", flight.Id), _floor.Shard.NextRelease());
        Assert.Equal((gone ? 0 : 1, 0), (_floor.Shard.Waiting, _floor.Shard.InFlight));
    }

    [Fact]
    public void After_a_restart_an_unknown_offer_that_was_accepted_is_adopted()
    {
        _floor.Waits(1);
        var facts = _floor.Waits(1);
        var request = new AssignmentRequest(
            Guid.NewGuid(), facts.TicketId, facts.Waiting!.Round, Floor.Queue, "a", 5, AssignmentMode.Offer, new("only-candidate", 0, 1, []));
        var flight = _floor.Shard.OfferEnded(new OfferOutcome(request, OfferEnd.Accepted, _floor.Agent("a")), _floor.Now);
        Assert.Equal(request, flight!.Request.Assignment);
        _floor.Agent("b");
        Assert.Null(_floor.Decide());
        _floor.Confirm(flight);
        Assert.Equal((0, 0), (_floor.Shard.Waiting, _floor.Shard.InFlight));
    }

    private Flight Offered()
    {
        var flight = _floor.Decide()!;
        Assert.Equal(AfterReserve.Offered, _floor.Grant(flight));
        return flight;
    }

    private Flight? Ends(Flight flight, OfferEnd end)
    {
        var status = _floor.Tell(_floor.Status(flight.Agent) with { HasOpenOffer = false, UnitsInUse = end == OfferEnd.Accepted ? 5 : 0 });
        return _floor.Shard.OfferEnded(new OfferOutcome(flight.Request.Assignment, end, status), _floor.Now);
    }
}
