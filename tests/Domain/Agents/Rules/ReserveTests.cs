using AfterSales.Agents;
using AfterSales.Agents.Domain;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

public sealed class ReserveTests
{
    public static TheoryData<Presence, AssignmentMode, string?> Presences => new()
    {
        { Presence.Online, AssignmentMode.Auto, null },
        { Presence.Online, AssignmentMode.Offer, null },
        { Presence.Online, AssignmentMode.Pull, null },
        { Presence.Busy, AssignmentMode.Auto, "not-online" },
        { Presence.Busy, AssignmentMode.Offer, "not-online" },
        { Presence.Busy, AssignmentMode.Pull, null },
        { Presence.Away, AssignmentMode.Auto, "not-online" },
        { Presence.Away, AssignmentMode.Pull, "not-online" },
        { Presence.Offline, AssignmentMode.Offer, "not-online" },
        { Presence.Offline, AssignmentMode.Pull, "not-online" },
    };

    [Theory]
    [MemberData(nameof(Presences))]
    public void Presence_decides_what_he_is_given(Presence presence, AssignmentMode mode, string? refusal) =>
        Assert.Equal(refusal, new AgentModel(presence).Reserve(Staffing.Request(mode)));

    [Fact]
    public void Nobody_is_given_work_who_is_not_registered_or_was_removed()
    {
        var model = new AgentModel();
        model.Remove();
        Assert.Equal("not-registered", model.Reserve(Staffing.Request()));
        var nobody = ReserveDecider.Decide(AgentState.Empty, Sightings.None, Staffing.Request(), model.Policy, model.Now);
        Assert.Equal("not-registered", nobody.Refusal);
    }

    [Theory]
    [InlineData(AssignmentMode.Auto)]
    [InlineData(AssignmentMode.Offer)]
    [InlineData(AssignmentMode.Pull)]
    public void Units_are_granted_up_to_the_capacity_and_not_one_more(AssignmentMode mode)
    {
        var model = new AgentModel(capacity: 12);
        model.Works(units: 7);
        Assert.Equal("at-capacity", model.Reserve(Staffing.Request(mode, units: 6)));
        Assert.Null(model.Reserve(Staffing.Request(mode, units: 5)));
        Assert.Equal(12, model.State.Held.UnitsInUse);
    }

    [Fact]
    public void Work_given_by_hand_exceeds_the_capacity_and_blocks_what_queues_give()
    {
        var model = new AgentModel(capacity: 10);
        model.Observe(Staffing.Assigned(Guid.NewGuid(), 3, Guid.NewGuid(), units: 20));
        Assert.Equal(20, model.State.Held.UnitsInUse);
        Assert.Equal("at-capacity", model.Reserve(Staffing.Request(units: 1)));
    }

    [Fact]
    public void Work_that_waits_for_somebody_else_frees_its_units()
    {
        var model = new AgentModel(capacity: 5);
        var work = model.Works();
        Assert.Equal("at-capacity", model.Reserve(Staffing.Request()));
        model.Observe(work.Assigned(version: 3, active: false));
        Assert.Null(model.Reserve(Staffing.Request()));
    }

    [Fact]
    public void An_open_offer_blocks_everything_but_pulling()
    {
        var model = new AgentModel();
        model.IsOffered();
        Assert.Equal("offer-open", model.Reserve(Staffing.Request()));
        Assert.Equal("offer-open", model.Reserve(Staffing.Request(AssignmentMode.Offer)));
        Assert.Null(model.Reserve(Staffing.Request(AssignmentMode.Pull)));
    }

    [Theory]
    [InlineData(AssignmentMode.Auto)]
    [InlineData(AssignmentMode.Offer)]
    [InlineData(AssignmentMode.Pull)]
    public void A_repeated_id_is_granted_again_with_its_first_case_and_stores_nothing(AssignmentMode mode)
    {
        var model = new AgentModel(capacity: 5);
        var first = Staffing.Request(mode);
        model.Reserve(first);
        var again = first with { Assignment = first.Assignment with { TicketId = Guid.NewGuid() } };
        var grant = ReserveDecider.Decide(model.State, model.Seen, again, model.Policy, model.Now);
        Assert.Equal((null, true, first.Assignment.TicketId), (grant.Refusal, grant.Events.IsEmpty, grant.TicketId));
    }

    [Fact]
    public void An_ended_id_is_known_and_tells_its_case()
    {
        var model = new AgentModel();
        var work = model.Works();
        model.Observe(Staffing.Waits(work.Assignment.TicketId, 3, 3));
        var grant = ReserveDecider.Decide(model.State, model.Seen, work, model.Policy, model.Now);
        Assert.Equal(("known", work.Assignment.TicketId), (grant.Refusal, grant.TicketId));
    }

    [Theory]
    [InlineData(AssignmentMode.Pull, "key-reused")]
    [InlineData(AssignmentMode.Auto, null)]
    public void A_key_that_pulled_a_case_pulls_no_other_one_under_another_request(AssignmentMode mode, string? refusal)
    {
        var model = new AgentModel();
        Assert.Null(model.Reserve(Staffing.Request(AssignmentMode.Pull, assignment: CommandId.Of("iss", Staffing.Me, "key", "one"u8).Value)));
        Assert.Equal(refusal, model.Reserve(Staffing.Request(mode, assignment: CommandId.Of("iss", Staffing.Me, "key", "two"u8).Value)));
        Assert.Null(model.Reserve(Staffing.Request(AssignmentMode.Pull, assignment: CommandId.Of("iss", Staffing.Me, "other", "two"u8).Value)));
    }

    [Fact]
    public void The_last_fifty_ended_and_the_last_fifty_pulled_are_remembered()
    {
        var model = new AgentModel();
        var pulled = Ended(model, AssignmentMode.Pull);
        var given = Ended(model, AssignmentMode.Auto);
        for (var i = 0; i < 50; i++)
        {
            Ended(model, AssignmentMode.Auto);
        }

        Assert.Equal("known", model.Reserve(pulled));
        Assert.Null(model.Reserve(given));
        Assert.Equal((50, 1), (model.State.Ended.Length, model.State.Pulled.Length));
    }

    [Fact]
    public void A_case_he_holds_is_not_granted_again_unless_a_later_wait_proves_that_it_left()
    {
        var model = new AgentModel(capacity: 5);
        var work = model.Works();
        var ticket = work.Assignment.TicketId;
        Assert.Equal("holds-case", model.Reserve(Staffing.Request(ticket: ticket, round: 2)));
        var later = Staffing.Request(ticket: ticket, round: 3);
        Assert.Null(model.Reserve(later));
        Assert.Equal((1, 5), (model.State.Held.Count, model.State.Held.UnitsInUse));
        Assert.Equal("known", model.Reserve(work));
        Assert.Equal(later.Assignment.AssignmentId, model.State.Held.Find(ticket)!.AssignmentId);
    }

    private static ReserveRequest Ended(AgentModel model, AssignmentMode mode)
    {
        var work = model.Works(mode);
        model.Observe(Staffing.Over(work.Assignment.TicketId, 3));
        return work;
    }
}
