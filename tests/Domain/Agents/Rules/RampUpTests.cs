using AfterSales.Agents;
using AfterSales.Agents.Domain;
using AfterSales.Policies;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

public sealed class RampUpTests
{
    private static readonly RoutingPolicy Policy = new() { RampUpSeconds = 120, RampUpPerMinute = 2 };

    [Fact]
    public void After_sign_in_only_so_many_a_minute_are_granted_and_he_says_when_the_next_may_come()
    {
        var model = SignedIn();
        Assert.Null(model.Reserve(Staffing.Request()));
        Assert.Null(RampUp.NextGrantAt(model.State, Policy));
        model.Wait(10);
        Assert.Null(model.Reserve(Staffing.Request(AssignmentMode.Offer)));
        model.Fold([.. Endings.Rescind(model.State)]);
        Assert.Equal(Staffing.Now.AddSeconds(60), RampUp.NextGrantAt(model.State, Policy));
        Assert.Equal("ramp-up", model.Reserve(Staffing.Request(AssignmentMode.Pull)));
        model.Wait(50);
        Assert.Null(model.Reserve(Staffing.Request(AssignmentMode.Pull)));
        Assert.Equal("ramp-up", model.Reserve(Staffing.Request()));
    }

    [Fact]
    public void When_the_time_of_ramp_up_is_over_there_is_no_limit()
    {
        var model = SignedIn();
        model.Wait(119);
        model.Reserve(Staffing.Request());
        model.Reserve(Staffing.Request());
        Assert.Equal("ramp-up", model.Reserve(Staffing.Request()));
        Assert.Equal(Staffing.Now.AddSeconds(120), RampUp.NextGrantAt(model.State, Policy));
        model.Wait(1);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Null(model.Reserve(Staffing.Request())));
        Assert.Equal(2, model.State.RampUp.Length);
    }

    [Fact]
    public void Flapping_neither_begins_it_anew_nor_gives_a_new_allowance()
    {
        var model = SignedIn();
        model.Reserve(Staffing.Request());
        model.Reserve(Staffing.Request());
        model.Wait(5);
        model.Come(Presence.Offline);
        model.Come(Presence.Online);
        Assert.Equal("ramp-up", model.Reserve(Staffing.Request()));
        Assert.Equal(Staffing.Now, model.State.SignedInAt);
        model.Wait(200);
        model.Come(Presence.Offline);
        model.Come(Presence.Online);
        Assert.Equal(Staffing.Now.AddSeconds(205), model.State.SignedInAt);
    }

    [Fact]
    public void Coming_back_from_a_break_is_no_sign_in_but_coming_through_one_is()
    {
        var model = SignedIn();
        model.Wait(200);
        model.Come(Presence.Away);
        model.Come(Presence.Online);
        Assert.Equal(Staffing.Now, model.State.SignedInAt);
        model.Come(Presence.Offline);
        model.Come(Presence.Away);
        model.Come(Presence.Busy);
        Assert.Equal(Staffing.Now.AddSeconds(200), model.State.SignedInAt);
    }

    private static AgentModel SignedIn()
    {
        var model = new AgentModel(Presence.Offline) { Policy = Policy };
        model.Come(Presence.Online);
        return model;
    }
}
