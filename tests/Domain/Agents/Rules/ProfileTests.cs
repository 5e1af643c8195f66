using AfterSales.Agents;
using AfterSales.Agents.Domain;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

public sealed class ProfileTests
{
    [Fact]
    public void An_equal_profile_changes_nothing_and_any_difference_is_stored()
    {
        var model = new AgentModel(Presence.Offline);
        Assert.Null(model.Put(Staffing.Profile()));
        Assert.Equal(1, model.Version);
        var different = new[]
        {
            Staffing.Profile() with { Name = "Li Na" },
            Staffing.Profile() with { Team = null },
            Staffing.Profile() with { Languages = ["zh", "en"] },
            Staffing.Profile() with { Skills = [new SkillLevel("refund", 4)] },
            Staffing.Profile() with { Capacity = 99 },
            Staffing.Profile() with { Departments = [Departments.Finance] },
        };
        foreach (var (profile, index) in different.Select((profile, index) => (profile, index)))
        {
            Assert.Null(model.Put(profile));
            Assert.Equal(index + 2, model.Version);
        }
    }

    [Fact]
    public void Departments_are_service_when_none_is_given() =>
        Assert.Equal([Departments.Service], new AgentModel(Presence.Offline).State.Profile!.Departments);

    [Fact]
    public void A_capacity_below_use_is_refused_with_both_numbers()
    {
        var model = new AgentModel();
        model.Works(units: 25);
        var failure = model.Put(Staffing.Profile(capacity: 24))!;
        Assert.Equal(FailureCodes.CapacityBelowUse, failure.Code);
        Assert.Contains("24", failure.Detail, StringComparison.Ordinal);
        Assert.Contains("25", failure.Detail, StringComparison.Ordinal);
        Assert.Null(model.Put(Staffing.Profile(capacity: 25)));
    }

    [Fact]
    public void Who_is_over_capacity_by_hand_can_still_be_changed_as_long_as_it_is_not_lowered()
    {
        var model = new AgentModel(capacity: 10);
        model.Observe(Staffing.Assigned(Guid.NewGuid(), 2, Guid.NewGuid(), units: 20));
        Assert.Null(model.Put(Staffing.Profile(capacity: 10) with { Team = "west" }));
        Assert.Null(model.Put(Staffing.Profile(capacity: 12)));
        Assert.Equal(FailureCodes.CapacityBelowUse, model.Put(Staffing.Profile(capacity: 11))!.Code);
    }

    [Fact]
    public void Skills_must_be_the_policys_or_languages()
    {
        var model = new AgentModel(Presence.Offline);
        var failure = model.Put(Staffing.Profile() with { Skills = [new("refund"), new("juggling"), new("lang:fr"), new("lang:")] })!;
        Assert.Equal(FailureCodes.InvalidValue, failure.Code);
        Assert.Equal(["/skills/1/skill", "/skills/3/skill"], failure.Errors.Select(error => error.Pointer));
    }

    [Fact]
    public void Only_who_leads_registers_and_removes_and_only_at_the_version_he_accepts()
    {
        var model = new AgentModel();
        Assert.Equal(FailureCodes.Forbidden, model.Put(Staffing.Profile(50), Staffing.Myself)!.Code);
        Assert.Equal(FailureCodes.Forbidden, model.Remove(context: Staffing.Myself)!.Code);
        var stale = Staffing.Lead with { IfMatch = [model.Version - 1] };
        Assert.Equal((FailureCodes.PreconditionFailed, model.Version), (model.Put(Staffing.Profile(50), stale)!.Code, model.Put(Staffing.Profile(50), stale)!.Version));
        Assert.Equal(FailureCodes.PreconditionFailed, model.Remove(context: stale)!.Code);
        Assert.Null(model.Put(Staffing.Profile(50), Staffing.Lead with { IfMatch = [model.Version] }));
    }

    [Fact]
    public void An_agent_with_open_work_is_removed_only_when_it_may_be_requeued()
    {
        var model = new AgentModel();
        var paused = model.Works();
        model.Observe(paused.Assigned(version: 3, active: false));
        model.Reserve(Staffing.Request());
        model.Reserve(Staffing.Request());
        model.IsOffered();
        var failure = model.Remove()!;
        Assert.Equal(FailureCodes.ActionNotPossible, failure.Code);
        Assert.Contains("1 cases, 2 reservations, 1 offers", failure.Detail, StringComparison.Ordinal);

        var version = model.Version;
        Assert.Null(model.Remove(requeue: true));
        Assert.Equal((version + 1, 0, "removed"), (model.Version, model.State.Held.OpenOffers, model.State.History[0].Cause));
        Assert.Equal(ReturnReason.AgentRemoved, Assert.Single(model.Returns()).Reason);
    }

    [Fact]
    public void A_removal_may_be_repeated_and_undone()
    {
        var model = new AgentModel();
        model.Remove();
        var version = model.Version;
        Assert.Null(model.Remove());
        Assert.Equal((version, false, null), (model.Version, model.State.Exists, model.State.Name));
        Assert.Null(model.Put(Staffing.Profile()));
        Assert.Equal((true, Presence.Offline, "Wang Fang"), (model.State.Exists, model.State.Presence, model.State.Name));
        Assert.Equal(FailureCodes.NotFound, ProfileDecider.Remove(AgentState.Empty, Sightings.None, false, 0, Staffing.Lead).Failure!.Code);
    }
}
