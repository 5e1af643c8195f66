using AfterSales.Agents;
using AfterSales.Queues;
using AfterSales.Queues.Domain;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>Offers whose end was not told in time, or is told to a shard that does not know them.</summary>
public sealed class LateOfferTests
{
    private readonly Floor _floor = new(Floor.Definition() with { Mode = QueueMode.Offer, OfferTimeout = TimeSpan.FromSeconds(30) });

    [Fact]
    public void An_offer_nobody_ended_is_looked_into_after_its_grace()
    {
        _floor.Agent("a");
        var facts = _floor.Waits(1);
        var flight = _floor.Offer();
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
        var flight = _floor.Offer();
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

    [Fact]
    public void After_a_restart_an_open_offer_is_adopted_until_it_should_have_ended()
    {
        var offer = Open(_floor.Waits(1), out var status);
        _floor.Shard.OfferOpen(offer, _floor.Now.AddSeconds(10), status, _floor.Now);
        _floor.Shard.OfferOpen(offer, _floor.Now.AddSeconds(10), status, _floor.Now);
        _floor.Agent("b");
        Assert.Null(_floor.Decide());
        Assert.Null(_floor.Shard.NextRelease());
        Assert.Equal((1, 0), (_floor.Shard.Stats(_floor.Now).Offered, _floor.Shard.InFlight));
        _floor.Now = _floor.Now.AddSeconds(12);
        _floor.Shard.Tick(_floor.Now);
        Assert.Equal(offer.AssignmentId, _floor.Shard.NextOverdue()!.Id);
    }

    [Fact]
    public void An_adopted_offer_that_is_refused_goes_to_another()
    {
        var offer = Open(_floor.Waits(1), out var status);
        _floor.Shard.OfferOpen(offer, _floor.Now.AddSeconds(10), status, _floor.Now);
        var ended = _floor.Agent("a");
        Assert.Null(_floor.Shard.OfferEnded(new OfferOutcome(offer, OfferEnd.Rejected, ended), _floor.Now));
        Assert.Null(_floor.Decide());
        _floor.Agent("b");
        Assert.Equal("b", _floor.Decide()!.Agent);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("another round")]
    [InlineData("offered to another")]
    public void An_open_offer_of_a_case_that_moved_on_is_taken_back(string now)
    {
        var facts = _floor.Waits(1);
        var offer = Open(facts, out var status);
        if (now == "gone")
        {
            _floor.IsGone(facts.TicketId);
        }
        else if (now == "another round")
        {
            _floor.Waits(1);
        }
        else
        {
            _floor.Agent("b");
            _floor.Offer();
        }

        _floor.Shard.OfferOpen(offer, _floor.Now.AddSeconds(10), status, _floor.Now);
        Assert.Equal(new ReleaseOrder("a", offer.AssignmentId), _floor.Shard.NextRelease());
    }

    [Fact]
    public void Late_word_of_an_offer_that_has_ended_since_changes_nothing()
    {
        var offer = Open(_floor.Waits(1), out var status);
        _floor.Agent("a");
        _floor.Shard.OfferOpen(offer, _floor.Now.AddSeconds(10), status, _floor.Now);
        Assert.Null(_floor.Shard.NextRelease());
        Assert.Equal("a", _floor.Decide()!.Agent);
    }

    [Fact]
    public void Nothing_is_offered_before_those_who_had_offers_have_reported()
    {
        _floor.Agent("b");
        _floor.Shard.AwaitReports(["a"]);
        _floor.Waits(1);
        Assert.Null(_floor.Decide());
        _floor.Shard.Reported("a");
        Assert.NotNull(_floor.Decide());
    }

    private AssignmentRequest Open(RoutingFacts facts, out AgentStatus status)
    {
        status = _floor.Agent("a", used: 5, offer: true);
        return new AssignmentRequest(
            Guid.NewGuid(), facts.TicketId, facts.Waiting!.Round, Floor.Queue, "a", 5, AssignmentMode.Offer, new("only-candidate", 0, 1, []));
    }
}
