using AfterSales.Agents;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Routing;
using AfterSales.Streams;
using AfterSales.Tests.Domain.Orders;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Orleans;

namespace AfterSales.Tests.Domain.Agents;

/// <summary>One agent's actor with its log and the cases and queues around it; may crash and come back on the same log.</summary>
internal sealed class AgentActor : IQueueSource
{
    private readonly Dictionary<Guid, ITicketGrain> _tickets = [];
    private readonly Dictionary<string, IQueueGrain> _queues = [];
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();

    public AgentActor()
    {
        _grains.GetGrain<ITicketGrain>(Arg.Any<Guid>()).Returns(call => Ticket(call.Arg<Guid>()));
        _grains.GetGrain<IQueueGrain>(Arg.Any<string>()).Returns(call => Queue(QueueKeys.QueueOf(call.ArgAt<string>(0))));
        Publish(new RoutingPolicy { RampUpSeconds = 0 });
        Desk = NewDesk();
    }

    public FakeEventLog Log { get; } = new();

    public FakeClock Clock { get; } = new();

    public SystemClock System { get; } = new();

    public FixedPolicies Policies { get; } = new();

    public QueueSet Current { get; set; } = BuiltInQueues.Set;

    public IDirtyAgents Dirty { get; } = Substitute.For<IDirtyAgents>();

    public AgentDesk Desk { get; private set; }

    public int Rows => Log.Rows.Count;

    public void Publish(RoutingPolicy policy) => Policies.Current = Policies.Current with { Routing = new(2, policy) };

    /// <summary>The process dies: what was in memory is gone, the log stays.</summary>
    public void Crash() => Desk = NewDesk();

    /// <summary>Both clocks.</summary>
    public void Wait(double seconds)
    {
        Clock.Now += TimeSpan.FromSeconds(seconds);
        System.Now += TimeSpan.FromSeconds(seconds);
    }

    public ITicketGrain Ticket(Guid id) => _tickets.TryGetValue(id, out var known) ? known : _tickets[id] = Substitute.For<ITicketGrain>();

    public IQueueGrain Queue(string id) => _queues.TryGetValue(id, out var known) ? known : _queues[id] = Substitute.For<IQueueGrain>();

    /// <summary>What the case says when it is asked about any assignment.</summary>
    public void Says(RoutingFacts facts) =>
        Ticket(facts.TicketId).ConfirmOrVoidAssignment(default, default, default).ReturnsForAnyArgs(Task.FromResult<Outcome<RoutingFacts>>(facts));

    public async Task<AgentActor> Working(Presence presence = Presence.Online, int capacity = 100)
    {
        await Desk.Put(Staffing.Profile(capacity), Staffing.Lead);
        await Desk.SetPresence(presence, null, Staffing.Myself);
        return this;
    }

    /// <summary>Null when granted.</summary>
    public async Task<string?> Reserve(ReserveRequest request) => (await Desk.Reserve(request)) is { Succeeded: true, Value: var answer }
        ? answer.Refusal
        : "failed";

    public async Task<ReserveRequest> Works(AssignmentMode mode = AssignmentMode.Auto)
    {
        var request = Staffing.Request(mode);
        await Reserve(request);
        await Desk.Observe(request.Assigned());
        return request;
    }

    public async Task<AgentStatus> Status() => (await Desk.Report()).Value!;

    Task IQueueSource.Refresh() => Task.CompletedTask;

    private AgentDesk NewDesk() => new(
        Staffing.Me,
        new AgentGrainServices(new EventStreamServices(Log, Clock, new MembershipEpoch()), Policies, this, Dirty, System),
        _grains,
        NullLogger.Instance);
}

/// <summary>System time that tests set.</summary>
internal sealed class SystemClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Staffing.Now;

    public override DateTimeOffset GetUtcNow() => Now;
}
