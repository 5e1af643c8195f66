using AfterSales.Agents;
using AfterSales.Agents.Domain;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

public sealed class PresenceTests
{
    [Fact]
    public void The_presence_he_has_changes_nothing()
    {
        var model = new AgentModel();
        var version = model.Version;
        Assert.Null(model.Come(Presence.Online, "again"));
        Assert.Equal(version, model.Version);
    }

    [Fact]
    public void Nobody_comes_who_is_not_registered()
    {
        Assert.Equal(FailureCodes.NotFound, PresenceDecider.Set(AgentState.Empty, Presence.Online, null, new(), Staffing.Now).Failure!.Code);
        var removed = new AgentModel();
        removed.Remove();
        Assert.Equal(FailureCodes.NotFound, removed.Come(Presence.Online)!.Code);
    }

    [Fact]
    public void The_thirty_first_change_within_a_minute_is_refused_with_a_time()
    {
        var model = new AgentModel(Presence.Offline);
        for (var i = 0; i < 30; i++)
        {
            Assert.Null(model.Come(i % 2 == 0 ? Presence.Online : Presence.Away));
            model.Wait(1);
        }

        var failure = model.Come(Presence.Online)!;
        Assert.Equal((FailureCodes.RateLimited, 30), (failure.Code, failure.RetryAfter));
        model.Wait(30);
        Assert.Null(model.Come(Presence.Online));
    }

    [Fact]
    public void The_newest_twenty_changes_are_shown_with_what_was_said()
    {
        var model = new AgentModel(Presence.Offline);
        for (var i = 0; i < 25; i++)
        {
            model.Come(i % 2 == 0 ? Presence.Online : Presence.Away, $"change {i}");
            model.Wait(10);
        }

        var shown = AgentViews.Render(Staffing.Me, model.State, model.Version, new Dictionary<int, string?>()).PresenceHistory;
        Assert.Equal((20, "change 24", "change 5"), (shown.Length, shown[0].Reason, shown[^1].Reason));
        Assert.Equal(model.State.PresenceSince, shown[0].At);
    }

    [Theory]
    [InlineData(Staffing.Me, Roles.Agent, true)]
    [InlineData(Staffing.Me, Roles.Finance, true)]
    [InlineData(Staffing.Me, Roles.Customer, false)]
    [InlineData(Staffing.Other, Roles.Agent, false)]
    [InlineData(Staffing.Other, Roles.Lead, true)]
    [InlineData(Staffing.Other, Roles.Admin, true)]
    public void He_himself_and_who_leads_speak_for_him(string subject, Roles roles, bool allowed) =>
        Assert.Equal(allowed, PresenceDecider.SpeaksFor(new Caller("test", subject, roles), Staffing.Me));
}
