using AfterSales.Agents;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Routing;
using AfterSales.Streams;
using AfterSales.Tests.Domain.Orders;
using AfterSales.Tickets;
using AfterSales.Time;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Orleans;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>One shard's actor among agents and cases whose calls fail as the test says; turns run one at a time, time is the test's.</summary>
internal sealed class DeskWorld : IDisposable, IRoutingView, IQueueSource, IBusinessClock
{
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly Dictionary<Guid, FakeTicket> _tickets = [];
    private readonly Dictionary<string, FakeAgent> _agents = [];
    private readonly List<QueueDocument> _queues = [new(Floor.Queue, 1, Floor.Definition(), null, null)];

    public DeskWorld(bool started = true)
    {
        _grains.GetGrain<ITicketGrain>(Arg.Any<Guid>()).Returns(call => Ticket(call.Arg<Guid>()).Grain);
        _grains.GetGrain<IAgentGrain>(Arg.Any<string>()).Returns(call => _agents[call.ArgAt<string>(0)].Grain);
        Desk = started ? NewDesk() : null!;
    }

    public ManualTime Time { get; } = new();

    public QueueDesk Desk { get; private set; }

    public MembershipEpoch Epoch { get; } = new();

    /// <summary>Asked before (null: the call succeeds) and after a call's effect.</summary>
    public Func<string, bool, Exception?> Fault { get; set; } = (_, _) => null;

    /// <summary>Fails loading while true.</summary>
    public bool ViewIsAway { get; set; }

    /// <summary>A case that the read model does not show yet.</summary>
    public Guid? Hidden { get; set; }

    public List<string> Calls { get; } = [];

    public FixedCalendars Calendars { get; } = new();

    public QueueSet Current { get; private set; } = new(new QueueCatalogDocument(1, [new(Floor.Queue, 1, Floor.Definition(), null, null)]));

    public DateTimeOffset Now => Time.GetUtcNow();

    public IEnumerable<FakeTicket> Tickets => _tickets.Values;

    public IEnumerable<FakeAgent> Agents => _agents.Values;

    /// <summary>Runs a test as one actor: every continuation comes back to the same one-at-a-time scheduler.</summary>
    public static Task Run(Func<Task> test) => Task.Factory.StartNew(
        test, TestContextToken, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler).Unwrap();

    public void Dispose() => Desk.Dispose();

    public void Restart()
    {
        Desk?.Dispose();
        Desk = NewDesk();
    }

    public FakeTicket Ticket(Guid id) => _tickets.TryGetValue(id, out var ticket) ? ticket : _tickets[id] = new FakeTicket(this, id);

    public FakeAgent Agent(string id, int capacity = 100) => _agents[id] = new FakeAgent(this, id, capacity);

    public void Tell(RoutingFacts facts) => Desk.Observe([facts], []);

    public void Define(QueueDefinition? definition, int revision) => Current = new QueueSet(new QueueCatalogDocument(
        revision, definition is null ? [] : [.. _queues.Select(queue => queue with { Version = revision, Definition = definition })]));

    /// <summary>Another queue, before the shard's own.</summary>
    public void DefineBefore(string id, QueueDefinition definition, int revision) => Current = new QueueSet(
        new QueueCatalogDocument(revision, [new QueueDocument(id, revision, definition, null, null), .. _queues]));

    /// <summary>Lets everything run that is ready, moving time on timer by timer, with the pulses of silos and of the actor's own timer.</summary>
    public async Task Settle(double seconds = 0)
    {
        var (until, pulse) = (Now.AddSeconds(seconds), Now);
        await Quiet();
        while (Now < until)
        {
            Time.MoveOn(TimeSpan.FromMilliseconds(Math.Min(100, (until - Now).TotalMilliseconds)));
            if (Now >= pulse)
            {
                pulse = Now.AddMilliseconds(100);
                Desk.Tick();
                Desk.Pulse();
                Desk.Tick();
            }

            await Quiet();
        }
    }

    public async Task<Outcome<T>> Call<T>(string name, Func<Outcome<T>> effect)
    {
        Calls.Add(name);
        await Task.Yield();
        if (Fault(name, false) is { } before)
        {
            throw before;
        }

        var answer = effect();
        await Task.Yield();
        return Fault(name, true) is { } after ? throw after : answer;
    }

    public Task<IReadOnlyList<RoutingFacts>> LoadWaiting(string queueId, CancellationToken cancellationToken) => ViewIsAway
        ? throw new TimeoutException()
        : Task.FromResult<IReadOnlyList<RoutingFacts>>([.. _tickets.Values.Select(ticket => ticket.Facts).Where(facts => facts.Waiting?.Queue == queueId && facts.TicketId != Hidden)]);

    public Task<IReadOnlyList<AgentStatus>> LoadAgents(CancellationToken cancellationToken) => ViewIsAway
        ? throw new TimeoutException()
        : Task.FromResult<IReadOnlyList<AgentStatus>>([.. _agents.Values.Select(agent => agent.Status).Where(status => status.Exists || status.Holds)]);

    public Task Refresh()
    {
        Calls.Add("Refresh");
        return Task.CompletedTask;
    }

    private static CancellationToken TestContextToken => Xunit.TestContext.Current.CancellationToken;

    private static async Task Quiet()
    {
        for (var i = 0; i < 40; i++)
        {
            await Task.Yield();
        }
    }

    private QueueDesk NewDesk() => new(
        Floor.Queue, _grains, new QueueServices(this, this, new FixedPolicies(PolicySet.Default), Calendars, this, Time, Epoch), _ => { }, NullLogger.Instance);
}
