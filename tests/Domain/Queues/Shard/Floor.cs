using System.Collections.Immutable;
using AfterSales.Agents;
using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Queues.Domain;
using AfterSales.Routing;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>One shard with a clock of its own, and short ways to tell it things.</summary>
internal sealed class Floor
{
    public const string Queue = "general";

    private readonly Dictionary<string, AgentStatus> _agents = [];
    private int _version = 100;

    public Floor(QueueDefinition? definition = null, RoutingPolicy? policy = null, BusinessCalendar? calendar = null)
    {
        Policy = policy ?? new RoutingPolicy();
        Shard.Configure(definition ?? Definition(), Policy, Now, calendar);
    }

    public QueueShard Shard { get; } = new(Queue);

    public RoutingPolicy Policy { get; }

    public DateTimeOffset Now { get; set; } = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    public IEnumerable<AgentStatus> Agents => _agents.Values;

    public static QueueDefinition Definition() => new() { Name = "General" };

    public static Guid Id(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static ImmutableArray<SkillLevel> Skills(params string[] skills) => [.. skills.Select(skill => new SkillLevel(skill))];

    public int NextVersion() => ++_version;

    public RoutingFacts Waits(
        int ticket, double dueInSeconds = 3_600, TicketPriority priority = TicketPriority.P3, int units = 5, string? owner = null,
        TicketKind kind = TicketKind.RefundOnly, string[]? skills = null, int? round = null)
    {
        var version = NextVersion();
        var facts = new RoutingFacts(Id(ticket), version, new WaitingWork(
            Queue, round ?? version, Departments.Service, kind, priority, Now.AddSeconds(dueInSeconds), Now, Now, units, Skills(skills ?? []), owner), null, []);
        Shard.Observe(facts, Now);
        return facts;
    }

    public RoutingFacts IsGone(Guid ticket)
    {
        var facts = new RoutingFacts(ticket, NextVersion(), null, null, []);
        Shard.Observe(facts, Now);
        return facts;
    }

    public AgentStatus Agent(
        string id, int used = 0, int capacity = 100, Presence presence = Presence.Online, string[]? skills = null, int? idleSeconds = null, bool offer = false) =>
        Tell(new AgentStatus(
            id, 0, true, presence, [Departments.Service], Skills(skills ?? []), capacity, used, offer, idleSeconds is { } idle ? Now.AddSeconds(-idle) : null, null));

    public AgentStatus Tell(AgentStatus status)
    {
        _agents[status.AgentId] = status = status with { Version = NextVersion() };
        Shard.Observe(status, Now);
        return status;
    }

    public AgentStatus Status(string id) => _agents[id];

    public Flight? Decide() => Shard.Decide(Guid.NewGuid(), Now);

    /// <summary>Agent and number of the case, of everything the shard decides now.</summary>
    public List<(string Agent, Guid Ticket)> DecideAll()
    {
        var pairs = new List<(string, Guid)>();
        while (Decide() is { } flight)
        {
            pairs.Add((flight.Agent, flight.TicketId));
        }

        return pairs;
    }

    /// <summary>The agent grants what was decided.</summary>
    public AfterReserve Grant(Flight flight)
    {
        var assignment = flight.Request.Assignment;
        var before = _agents[flight.Agent];
        var status = _agents[flight.Agent] = before with
        {
            Version = NextVersion(), UnitsInUse = before.UnitsInUse + assignment.Units, LastAssignedAt = Now, HasOpenOffer = assignment.Mode == AssignmentMode.Offer,
        };
        return Shard.Reserved(flight, new ReserveAnswer(true, null, status, Now.AddSeconds(30), flight.TicketId), Now);
    }

    /// <summary>The case takes the agent.</summary>
    public RoutingFacts Confirm(Flight flight)
    {
        var facts = Assigned(flight);
        Shard.Settled(flight, facts, Now);
        return facts;
    }

    public RoutingFacts Assigned(Flight flight, TicketKind kind = TicketKind.RefundOnly) => new(
        flight.TicketId, NextVersion(), null,
        new AssignedWork(flight.Id, flight.Agent, Queue, Departments.Service, flight.Request.Assignment.Units, true, false, AssignmentMode.Auto, Now, kind, Now), []);

    public Flight? Assign()
    {
        if (Decide() is { } flight)
        {
            Grant(flight);
            Confirm(flight);
            return flight;
        }

        return null;
    }

    /// <summary>The next decision, out as an offer.</summary>
    public Flight Offer()
    {
        var flight = Decide()!;
        Xunit.Assert.Equal(AfterReserve.Offered, Grant(flight));
        return flight;
    }

    /// <summary>The agent tells how an offer ended.</summary>
    public Flight? End(Flight flight, OfferEnd end)
    {
        var status = Tell(Status(flight.Agent) with { HasOpenOffer = false, UnitsInUse = end == OfferEnd.Accepted ? 5 : 0 });
        return Shard.OfferEnded(new OfferOutcome(flight.Request.Assignment, end, status), Now);
    }
}
