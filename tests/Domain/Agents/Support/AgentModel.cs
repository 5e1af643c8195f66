using System.Collections.Immutable;
using AfterSales.Agents;
using AfterSales.Agents.Domain;
using AfterSales.Policies;
using AfterSales.Routing;
using AfterSales.Streams;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

/// <summary>The pure domain of one agent, driven step by step without log or engine.</summary>
internal sealed class AgentModel
{
    public AgentModel(Presence presence = Presence.Online, int capacity = 100)
    {
        Put(Staffing.Profile(capacity));
        if (presence != Presence.Offline)
        {
            Come(presence);
        }
    }

    public AgentState State { get; private set; } = AgentState.Empty;

    public Sightings Seen { get; set; } = Sightings.None;

    /// <summary>Without ramp-up, which has tests of its own.</summary>
    public RoutingPolicy Policy { get; set; } = new() { RampUpSeconds = 0 };

    public DateTimeOffset Now { get; set; } = Staffing.Now;

    public int Version { get; private set; }

    public void Wait(double seconds) => Now += TimeSpan.FromSeconds(seconds);

    public Failure? Put(AgentProfile profile, CallContext? context = null) =>
        Take(ProfileDecider.Put(State, Staffing.Me, profile, Version, context ?? Staffing.Lead, Policy));

    public Failure? Remove(bool requeue = false, CallContext? context = null) =>
        Take(ProfileDecider.Remove(State, Seen, requeue, Version, context ?? Staffing.Lead));

    public Failure? Come(Presence presence, string? reason = null) => Take(PresenceDecider.Set(State, presence, reason, Policy, Now));

    /// <summary>Null when granted.</summary>
    public string? Reserve(ReserveRequest request)
    {
        var grant = ReserveDecider.Decide(State, Seen, request, Policy, Now);
        Fold(grant.Events);
        return grant.Refusal;
    }

    /// <summary>Granted, and the case said so.</summary>
    public ReserveRequest Works(AssignmentMode mode = AssignmentMode.Auto, int units = 5)
    {
        var request = Staffing.Request(mode, units);
        Assert.Null(Reserve(request));
        if (mode == AssignmentMode.Offer)
        {
            Assert.Null(Answer(request, OfferEnd.Accepted));
        }

        Observe(request.Assigned());
        return request;
    }

    public ReserveRequest IsOffered(int units = 5)
    {
        var request = Staffing.Request(AssignmentMode.Offer, units);
        Assert.Null(Reserve(request));
        return request;
    }

    public Failure? Answer(ReserveRequest offer, OfferEnd how) => Take(OfferDecider.Answer(State, offer.Assignment.AssignmentId, how, Now));

    public ImmutableArray<AgentEvent> Observe(RoutingFacts facts, bool verified = false)
    {
        var observed = ObserveDecider.Decide(Staffing.Me, State, Seen, facts, verified);
        if (observed.Ask is { } asked)
        {
            Assert.Equal(facts.Assigned!.AssignmentId, asked);
            return Observe(facts, verified: true);
        }

        Fold(observed.Events);
        if (facts.Assigned is { Agent: Staffing.Me } mine && State.Held.Find(facts.TicketId)?.AssignmentId == mine.AssignmentId)
        {
            Seen = Seen.See(facts.TicketId, facts.Version, mine);
        }

        Seen = Seen.Keep(State.Held);
        return observed.Events;
    }

    public List<DueReturn> Returns() => [.. ReturnRules.Due(State, Seen, Policy, Now)];

    public void Fold(IReadOnlyCollection<AgentEvent> events)
    {
        Version += events.Count > 0 ? 1 : 0;
        var stamp = new EventStamp(Version, Now, "test", Guid.Empty);
        State = events.Aggregate(State, (state, stored) => AgentFold.Apply(state, stored, stamp));
    }

    private Failure? Take((Failure? Failure, ImmutableArray<AgentEvent> Events) decision)
    {
        Fold(decision.Events);
        return decision.Failure;
    }
}
