using AfterSales.Agents;
using AfterSales.Queues;
using AfterSales.Routing;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Orleans;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Who is told what after a commit: whoever has the case and whoever lost it, once each.</summary>
public sealed class TellerTests
{
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly List<string> _told = [];
    private readonly TicketTeller _teller;

    public TellerTests()
    {
        _grains.GetGrain<IQueueGrain>(Arg.Any<string>()).Returns(call =>
        {
            _told.Add(call.ArgAt<string>(0));
            return Substitute.For<IQueueGrain>();
        });
        _grains.GetGrain<IAgentGrain>(Arg.Any<string>()).Returns(call =>
        {
            _told.Add(call.ArgAt<string>(0));
            return Substitute.For<IAgentGrain>();
        });
        _teller = new TicketTeller(_grains, NullLogger.Instance);
    }

    [Fact]
    public void Each_change_is_told_to_whom_it_concerns()
    {
        var moving = Case.Opened(TicketKind.Complaint);
        AssertTold(TicketState.None, moving, "queue:general/0");
        AssertTold(moving.State, moving.GiveTo("a-1"), "queue:general/0", "a-1");
        AssertTold(moving.State, moving.Do(new Assign("a-2"), People.Lead), "queue:general/0", "a-2", "a-1");
        AssertTold(moving.State, moving.Do(new Transfer("quality", null, "a series"), People.Lead), "queue:quality/0", "queue:general/0", "a-2");
        AssertTold(moving.State, moving.Do(new Transfer("logistics", null, "a parcel"), People.Lead), "queue:logistics/0", "queue:quality/0");
        AssertTold(moving.State, moving.Do(new SetPriority(TicketPriority.P1, "he called"), People.Lead), "queue:logistics/0");
        AssertTold(moving.State, moving.Do(new RequestInfo("Which?"), People.Agent), "queue:logistics/0", "a-1");
        AssertTold(moving.State, moving.Do(new Cancel(), People.Customer), "queue:logistics/0", "a-1");
    }

    [Fact]
    public void Who_asked_in_vain_is_told_alone()
    {
        _teller.TellAgent("a-1", Case.Opened(TicketKind.Complaint).GiveTo("a-1").Do(new Assign("a-2"), People.Lead).Facts);
        Assert.Equal(["a-1"], _told);
    }

    [Fact]
    public void A_fault_is_nobodys_business()
    {
        var grains = Substitute.For<IGrainFactory>();
        var agent = Substitute.For<IAgentGrain>();
        agent.Notify(Arg.Any<RoutingFacts>()).ThrowsAsync(new TimeoutException());
        grains.GetGrain<IAgentGrain>(Arg.Any<string>()).Returns(agent);
        grains.GetGrain<IQueueGrain>(Arg.Any<string>()).Throws(new InvalidOperationException());
        var given = Case.Opened(TicketKind.Complaint).GiveTo("a-1");
        new TicketTeller(grains, NullLogger.Instance).Tell(given.Facts, Case.Opened(TicketKind.Complaint).State);
        agent.Received(1).Notify(Arg.Any<RoutingFacts>());
    }

    /// <remarks>C# evaluates <paramref name="before"/> first: it is the state before what <paramref name="after"/> does.</remarks>
    private void AssertTold(TicketState before, Case after, params string[] whom)
    {
        _told.Clear();
        Assert.True(TicketRouting.Changed(before, after.State));
        _teller.Tell(after.Facts, before);
        Assert.Equal(whom, _told);
    }
}
