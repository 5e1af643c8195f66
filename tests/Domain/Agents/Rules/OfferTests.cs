using System.Collections.Immutable;
using AfterSales.Agents;
using AfterSales.Agents.Domain;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

public sealed class OfferTests
{
    private readonly AgentModel _model = new();

    [Fact]
    public void An_accepted_offer_keeps_its_units_and_can_be_accepted_again()
    {
        var offer = _model.IsOffered();
        Assert.Null(_model.Answer(offer, OfferEnd.Accepted));
        Assert.Equal((0, 5), (_model.State.Held.OpenOffers, _model.State.Held.UnitsInUse));
        var version = _model.Version;
        Assert.Null(_model.Answer(offer, OfferEnd.Accepted));
        Assert.Equal(version, _model.Version);
        Assert.Equivalent(offer.Assignment, _model.State.Held.FindAssignment(offer.Assignment.AssignmentId)!.ToRequest(Staffing.Me), strict: true);
    }

    [Fact]
    public void Once_the_case_has_left_an_accepted_offer_is_over()
    {
        var offer = _model.IsOffered();
        _model.Answer(offer, OfferEnd.Accepted);
        _model.Observe(Staffing.Over(offer.Assignment.TicketId, 2));
        Assert.Equal(FailureCodes.ActionNotPossible, _model.Answer(offer, OfferEnd.Accepted)!.Code);
    }

    [Theory]
    [InlineData(OfferEnd.Rejected, "rejected")]
    [InlineData(OfferEnd.TimedOut, "timed out")]
    [InlineData(OfferEnd.Rescinded, "rescinded")]
    public void An_offer_that_ended_says_how(OfferEnd how, string word)
    {
        var offer = _model.IsOffered();
        if (how == OfferEnd.Rejected)
        {
            _model.Answer(offer, OfferEnd.Rejected);
        }
        else if (how == OfferEnd.TimedOut)
        {
            _model.Wait(30);
            _model.Fold(OfferDecider.Expire(_model.State, _model.Now));
        }
        else
        {
            _model.Come(Presence.Away);
        }

        var failure = _model.Answer(offer, OfferEnd.Accepted)!;
        Assert.Equal(FailureCodes.ActionNotPossible, failure.Code);
        Assert.Contains(word, failure.Detail, StringComparison.Ordinal);
        Assert.Equal(0, _model.State.Held.UnitsInUse);
    }

    [Fact]
    public void A_rejection_may_be_repeated_but_not_turned_round()
    {
        var offer = _model.IsOffered();
        Assert.Null(_model.Answer(offer, OfferEnd.Rejected));
        Assert.Null(_model.Answer(offer, OfferEnd.Rejected));
        var other = _model.IsOffered();
        _model.Answer(other, OfferEnd.Accepted);
        Assert.Contains("accepted", _model.Answer(other, OfferEnd.Rejected)!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_offer_nobody_made_is_not_found()
    {
        Assert.Equal(FailureCodes.NotFound, _model.Answer(Staffing.Request(), OfferEnd.Accepted)!.Code);
        Assert.Equal(FailureCodes.NotFound, _model.Answer(_model.Works(), OfferEnd.Accepted)!.Code);
    }

    [Fact]
    public void Who_does_not_answer_in_time_is_taken_as_away_in_the_same_row()
    {
        _model.IsOffered();
        _model.Wait(29.9);
        Assert.Empty(OfferDecider.Expire(_model.State, _model.Now));
        _model.Wait(0.1);
        Assert.Equal(
            [typeof(OfferClosed), typeof(PresenceSet)],
            OfferDecider.Expire(_model.State, _model.Now).Select(stored => stored.GetType()));
        Assert.Equal("general", ((OfferClosed)OfferDecider.Expire(_model.State, _model.Now)[0]).Queue);
        _model.Fold(OfferDecider.Expire(_model.State, _model.Now));
        Assert.Equal((Presence.Away, "offer-timeout"), (_model.State.Presence, _model.State.History[0].Cause));
    }

    [Fact]
    public void Accepting_too_late_times_out()
    {
        var offer = _model.IsOffered();
        _model.Wait(30);
        Assert.Null(_model.Answer(offer, OfferEnd.Accepted));
        Assert.Equal(OfferEnd.TimedOut, OfferDecider.Past(_model.State, offer.Assignment.AssignmentId)!.How);
        Assert.Equal((0, Presence.Away), (_model.State.Held.Count, _model.State.Presence));
    }

    [Theory]
    [InlineData(Presence.Away, 0)]
    [InlineData(Presence.Offline, 0)]
    [InlineData(Presence.Busy, 1)]
    public void Going_takes_offers_back_at_once(Presence presence, int left)
    {
        _model.IsOffered();
        var version = _model.Version;
        _model.Come(presence);
        Assert.Equal((left, version + 1), (_model.State.Held.OpenOffers, _model.Version));
    }

    [Fact]
    public void A_queue_gets_back_offers_and_reservations_but_nothing_accepted_or_confirmed()
    {
        Assert.IsType<OfferClosed>(Assert.Single(Released(_model.IsOffered())));
        _model.Fold([.. Endings.Rescind(_model.State)]);
        var accepted = _model.IsOffered();
        _model.Answer(accepted, OfferEnd.Accepted);
        Assert.Empty(Released(accepted));
        var reserved = Staffing.Request();
        _model.Reserve(reserved);
        Assert.IsType<WorkVoided>(Assert.Single(Released(reserved)));
        Assert.Empty(Released(_model.Works()));
        Assert.Empty(Released(Staffing.Request()));
    }

    private ImmutableArray<AgentEvent> Released(ReserveRequest request) => Endings.Release(_model.State, _model.Seen, request.Assignment.AssignmentId);
}
