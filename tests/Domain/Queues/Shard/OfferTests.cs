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
        var flight = _floor.Offer();
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
        _floor.End(_floor.Offer(), end);
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
        var offered = _floor.Offer();
        var flight = _floor.End(offered, OfferEnd.Accepted);
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
        _floor.End(flight, OfferEnd.Rejected);
        Assert.Equal(AfterReserve.Nothing, _floor.Grant(flight));
        _floor.Agent("a");
        Assert.Null(_floor.Decide());
        Assert.Equal(0, _floor.Shard.InFlight);

        _floor.Agent("b");
        flight = _floor.Decide()!;
        _floor.End(flight, OfferEnd.Accepted);
        Assert.Equal(AfterReserve.Assign, _floor.Grant(flight));
    }

    [Fact]
    public void An_offer_of_a_case_taken_elsewhere_is_taken_back()
    {
        _floor.Agent("a");
        _floor.Waits(1);
        var flight = _floor.Offer();
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
        var flight = _floor.Offer();
        _floor.Waits(1);
        Assert.Equal(flight.Id, _floor.Shard.NextRelease()!.AssignmentId);
        Assert.Equal("b", _floor.Decide()!.Agent);
    }

    [Fact]
    public void Newer_facts_of_the_same_round_leave_the_offer_out()
    {
        _floor.Agent("a");
        var facts = _floor.Waits(1);
        _floor.Offer();
        _floor.Waits(1, dueInSeconds: 10, round: facts.Waiting!.Round);
        Assert.Null(_floor.Shard.NextRelease());
        Assert.Equal(1, _floor.Shard.Stats(_floor.Now).Offered);
        _floor.Now = _floor.Now.AddSeconds(33);
        _floor.Shard.Tick(_floor.Now);
        Assert.NotNull(_floor.Shard.NextOverdue());
    }
}
