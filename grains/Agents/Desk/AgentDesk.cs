using AfterSales.Agents.Domain;
using AfterSales.Log;
using AfterSales.Policies;
using AfterSales.Streams;
using Microsoft.Extensions.Logging;

namespace AfterSales.Agents;

/// <summary>
/// One agent's commands between the pure domain and the log. Apart from the grain, so that tests drive it without an engine. Not thread-safe: owned
/// by one activation, one call at a time.
/// </summary>
internal sealed partial class AgentDesk
{
    /// <summary>So much of what was only seen is stored along with a row.</summary>
    private const int MaxConfirmations = 64;

    private readonly string _agentId;
    private readonly AgentGrainServices _services;
    private readonly ILogger _logger;
    private readonly EventStream<AgentState, AgentEvent, AgentFold> _stream;
    private readonly AgentTells _tells;
    private readonly TicketLink _tickets;
    private readonly Leases _leases;
    private readonly ReturnRequests _returns;
    private readonly PresenceReasons _reasons;
    private Sightings _seen = Sightings.None;

    public AgentDesk(string agentId, AgentGrainServices services, IGrainFactory grains, ILogger logger)
    {
        (_agentId, _services, _logger) = (agentId, services, logger);
        var streamId = StreamIds.Of(StreamKind.Agent, agentId);
        _stream = new(
            services.Stream, AgentCodec.Instance, StreamKind.Agent, streamId, AgentJson.Default.AgentState, remembersCommands: false);
        _tickets = new TicketLink(agentId, grains, logger);
        _tells = new AgentTells(agentId, services, new QueueLink(agentId, grains, services.Queues, logger));
        _leases = new Leases(services.Time);
        _returns = new ReturnRequests(_tickets, services.Time);
        _reasons = new PresenceReasons(streamId, services.Stream.Log);
    }

    private RoutingPolicy Policy => _services.Policies.Current.Routing.Policy;

    private AgentState State => _stream.State;

    public async Task<Outcome<AgentView>> Put(AgentProfile profile, CallContext context) => await View(await Run(
        (state, _) => ProfileDecider.Put(state, _agentId, profile, _stream.Version, context, Policy), RowOrigin.Of(context)));

    public async Task<Outcome<AgentView>> Remove(bool requeue, CallContext context)
    {
        var failure = await Run((state, _) => ProfileDecider.Remove(state, _seen, requeue, _stream.Version, context), RowOrigin.Of(context));
        SendReturns();
        return await View(failure);
    }

    public async Task<Outcome<AgentView>> SetPresence(Presence presence, string? reason, CallContext context)
    {
        if (!PresenceDecider.SpeaksFor(context.Caller, _agentId))
        {
            return AgentFailures.OnlyHimself;
        }

        var failure = await Run(
            (state, at) => state.Exists && !context.Accepts(_stream.Version)
                ? (AgentFailures.PreconditionFailed(_stream.Version), [])
                : PresenceDecider.Set(state, presence, reason, Policy, at),
            RowOrigin.Of(context));
        SendReturns();
        return await View(failure);
    }

    public async Task<Outcome<AgentView>> Get(CallContext context)
    {
        var failure = await Load();
        return await View(failure ?? (State.Exists && context.Caller.IsStaff ? null : AgentFailures.NotFound));
    }

    public async Task<Outcome<AgentWorkView>> GetWork(CallContext context)
    {
        if (await Load() is { } failure)
        {
            return failure;
        }

        // Who was never registered may hold cases all the same.
        return context.Caller.IsStaff && (State.Exists || State.Held.Count > 0) ? Work() : AgentFailures.NotFound;
    }

    public async Task<Outcome<AgentStatus>> Report()
    {
        var awake = _tells.Started;
        if (await Load() is { } failure)
        {
            return failure;
        }

        if (awake)
        {
            _tells.TellOffers(State, _stream.Version);
        }

        return Status();
    }

    private AgentStatus Status() => _tells.Status(State, _stream.Version);

    private AgentWorkView Work() => AgentViews.Work(_agentId, State, _seen, Policy);

    private async Task<Outcome<AgentView>> View(Failure? failure)
    {
        if (failure is not null)
        {
            return failure;
        }

        try
        {
            return AgentViews.Render(_agentId, State, _stream.Version, await _reasons.For(State));
        }
        catch (LogUnavailableException)
        {
            return StorageFailures.Unavailable;
        }
    }

    private async Task<Failure?> Load()
    {
        var failure = await _stream.TryEnsureCurrent();
        if (failure is null && !_tells.Started)
        {
            _tells.Start(State, _stream.Version);
        }

        return failure;
    }

    /// <summary>Decides, commits and tells. What was only seen rides along with any row.</summary>
    private async Task<Failure?> Run(
        Func<AgentState, DateTimeOffset, (Failure? Failure, ImmutableArray<AgentEvent> Events)> decide, RowOrigin origin, string? answering = null)
    {
        if (await Load() is { } failure)
        {
            return failure;
        }

        var version = _stream.Version;
        var outcome = await _stream.Run(
            (state, at) =>
            {
                var (refusal, events) = decide(state, at);
                return refusal is null
                    ? Decision<AgentState, AgentEvent, bool>.Accept(WithConfirmations(state, events, at), _ => true)
                    : Decision<AgentState, AgentEvent, bool>.Refuse(refusal);
            },
            origin);
        _seen = _stream.Version == version ? _seen : _seen.Keep(State.Held);
        _tells.Tell(State, _stream.Version, outcome.Succeeded ? answering : null);
        return outcome.Failure;
    }

    private ImmutableArray<AgentEvent> WithConfirmations(AgentState state, ImmutableArray<AgentEvent> events, DateTimeOffset at)
    {
        if (_seen.Count == 0 || events.IsEmpty)
        {
            return events;
        }

        var stamp = new EventStamp(_stream.Version + 1, at, "", Guid.Empty);
        var after = events.Aggregate(state, (folded, stored) => AgentFold.Apply(folded, stored, stamp));
        return [.. events, .. _seen.Unstored(after.Held).Take(MaxConfirmations)];
    }
}
