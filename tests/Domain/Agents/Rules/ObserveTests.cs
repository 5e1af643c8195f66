using AfterSales.Agents.Domain;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

public sealed class ObserveTests
{
    private readonly AgentModel _model = new();

    [Fact]
    public void A_confirmed_reservation_needs_no_row()
    {
        var request = Staffing.Request();
        _model.Reserve(request);
        Assert.False(_model.Seen.Confirm(_model.State.Held.Find(request.Assignment.TicketId)!));
        Assert.Empty(_model.Observe(request.Assigned()));
        Assert.True(_model.Seen.Confirm(_model.State.Held.Find(request.Assignment.TicketId)!));
    }

    [Fact]
    public void Work_that_pauses_and_comes_back_is_stored_each_time_once()
    {
        var work = _model.Works();
        var paused = work.Assigned(version: 4, active: false);
        Assert.Equal(2, _model.Observe(paused).Length);
        Assert.Equal(0, _model.State.Held.UnitsInUse);
        Assert.Empty(_model.Observe(paused));
        Assert.Single(_model.Observe(work.Assigned(version: 6)));
        Assert.Equal(5, _model.State.Held.UnitsInUse);
        Assert.Empty(_model.Observe(paused));
        Assert.Equal(5, _model.State.Held.UnitsInUse);
    }

    [Theory]
    [InlineData(AssignmentMode.Claim)]
    [InlineData(AssignmentMode.Manual)]
    [InlineData(AssignmentMode.Transfer)]
    public void Work_nothing_was_reserved_for_is_put_to_the_case_before_it_counts(AssignmentMode mode)
    {
        var facts = Staffing.Assigned(Guid.NewGuid(), 3, Guid.NewGuid(), mode, units: 20);
        var unverified = ObserveDecider.Decide(Staffing.Me, _model.State, _model.Seen, facts, verified: false);
        Assert.Equal((true, facts.Assigned!.AssignmentId), (unverified.Events.IsEmpty, unverified.Ask));
        Assert.IsType<WorkTaken>(Assert.Single(_model.Observe(facts, verified: true)));
        Assert.Equal(20, _model.State.Held.UnitsInUse);
    }

    [Fact]
    public void Another_assignment_of_a_case_he_holds_takes_the_place_of_the_first()
    {
        var work = _model.Works(units: 20);
        var claimed = Staffing.Assigned(work.Assignment.TicketId, 5, Guid.NewGuid());
        Assert.Collection(
            _model.Observe(claimed),
            stored => Assert.IsType<WorkEnded>(stored),
            stored => Assert.IsType<WorkTaken>(stored));
        Assert.Equal((1, 5), (_model.State.Held.Count, _model.State.Held.UnitsInUse));
    }

    public static TheoryData<RoutingFacts, bool> Elsewhere()
    {
        var ticket = new Guid("0198c0de-0000-8000-8000-000000000001");
        return new()
        {
            { Staffing.Waits(ticket, version: 6, round: 6), true },
            { Staffing.Over(ticket, version: 6), true },
            { Staffing.Assigned(ticket, 6, Guid.NewGuid(), agent: Staffing.Other), true },
            { Staffing.Waits(ticket, version: 5, round: 5), false },
            { Staffing.Waits(ticket, version: 4, round: 4), false },
            { Staffing.Over(ticket, version: 4), false },
            { Staffing.Assigned(ticket, 4, Guid.NewGuid(), agent: Staffing.Other), false },
            { Staffing.Waits(ticket, version: 9, round: 5), false },
        };
    }

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public void A_reservation_is_void_and_an_offer_rescinded_only_when_its_wait_is_over(RoutingFacts facts, bool gone)
    {
        foreach (var mode in new[] { AssignmentMode.Auto, AssignmentMode.Offer })
        {
            var model = new AgentModel();
            model.Reserve(Staffing.Request(mode, round: 5, ticket: facts.TicketId));
            var stored = model.Observe(facts);
            Assert.Equal(gone, model.State.Held.Count == 0);
            Assert.Equal(gone ? [mode == AssignmentMode.Auto ? typeof(WorkVoided) : typeof(OfferClosed)] : [], stored.Select(one => one.GetType()));
        }
    }

    [Fact]
    public void Confirmed_work_ends_with_any_newer_facts_that_do_not_show_it()
    {
        foreach (var after in new Func<Guid, int, RoutingFacts>[]
        {
            (ticket, version) => Staffing.Waits(ticket, version, version),
            Staffing.Over,
            (ticket, version) => Staffing.Assigned(ticket, version, Guid.NewGuid(), agent: Staffing.Other),
        })
        {
            var work = _model.Works();
            _model.Observe(work.Assigned(version: 7));
            Assert.Empty(_model.Observe(after(work.Assignment.TicketId, 6)));
            Assert.IsType<WorkEnded>(Assert.Single(_model.Observe(after(work.Assignment.TicketId, 8))));
            Assert.Equal(0, _model.State.Held.Count);
        }
    }

    [Fact]
    public void Facts_of_cases_he_never_had_change_nothing()
    {
        Assert.Empty(_model.Observe(Staffing.Waits(Guid.NewGuid(), 3, 3)));
        Assert.Empty(_model.Observe(Staffing.Assigned(Guid.NewGuid(), 3, Guid.NewGuid(), agent: Staffing.Other)));
    }

    [Fact]
    public void A_case_that_took_him_proves_that_he_had_accepted()
    {
        var offer = _model.IsOffered();
        Assert.IsType<OfferClosed>(Assert.Single(_model.Observe(offer.Assigned())));
        Assert.Equal((0, 5), (_model.State.Held.OpenOffers, _model.State.Held.UnitsInUse));
        Assert.True(_model.Seen.Confirm(_model.State.Held.Find(offer.Assignment.TicketId)!));
    }

    [Fact]
    public void What_was_only_seen_can_be_stored_along_and_is_then_known_without_it()
    {
        var work = _model.Works();
        _model.Observe(work.Assigned(version: 3, acted: true));
        var stored = Assert.Single(_model.Seen.Unstored(_model.State.Held));
        _model.Fold([stored]);
        Assert.Empty(_model.Seen.Unstored(_model.State.Held));
        var held = _model.State.Held.Find(work.Assignment.TicketId)!;
        Assert.Equal((HoldingStage.Working, 3, true), (held.Stage, held.Version, held.Acted));
    }
}
