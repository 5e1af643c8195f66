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
}
