using AfterSales.Log;
using AfterSales.Orders;
using AfterSales.Streams;
using Microsoft.Extensions.Logging;

namespace AfterSales.Tickets;

/// <summary>
/// Shell around the ticket domain: loads, decides, commits, folds, answers. Rules are in <c>Domain</c>; this class only orders the steps.
/// </summary>
internal sealed partial class TicketGrain(TicketGrainServices services, ILogger<TicketGrain> logger) : Grain, ITicketGrain
{
    /// <summary>A conflict means that another activation wrote: decide anew on what it wrote, but not for ever.</summary>
    private const int MaxAttempts = 3;

    private readonly ILogger _logger = logger;
    private Guid _id;
    private EventStream<TicketState, TicketEvent, TicketFold> _stream = null!;
    private RoutingDesk _routing = null!;
    private PromiseDesk _promises = null!;
    private TicketTeller _teller = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = this.GetPrimaryKey();
        _stream = new(services.Stream, TicketCodec.Instance, StreamKind.Ticket, _id, TicketJson.Default.TicketState);
        _routing = new(_id, _stream, services);
        _promises = new(_id, _stream, services);
        _teller = new(GrainFactory, logger);
        return Task.CompletedTask;
    }

    public async Task<Outcome<TicketReply>> Execute(TicketCommand command, CallContext context)
    {
        var refreshed = false;
        for (var attempt = 1; ; attempt++)
        {
            if (await FindVisible(context) is { } hidden)
            {
                return hidden;
            }

            await services.CatchUp(_stream.State);

            if (_stream.TryFindSeen(context.CommandId, out var seen))
            {
                return await Replay(seen, context);
            }

            if (!context.Accepts(_stream.Version))
            {
                return Failures.PreconditionFailed(_stream.Version);
            }

            var version = _stream.Version;
            var at = _stream.NextTime();
            var decision = await WithClaim(command, context, Decision(at, context));
            if (!decision.Succeeded)
            {
                return decision.Failure;
            }

            var before = _stream.State;
            var decided = TicketDecider.Decide(before, command, decision.Value);
            if (!decided.Succeeded)
            {
                if (decided.Failure.Code == FailureCodes.UnknownQueue && !refreshed)
                {
                    // Perhaps the queue is newer than what this process knows.
                    refreshed = true;
                    await services.Queues.Refresh();
                    continue;
                }

                return decided.Failure with { Version = _stream.Version };
            }

            var status = await Commit(version, decided.Value, at, context);
            if (status == AppendStatus.Committed)
            {
                return Committed(before, context, at);
            }

            if (status != AppendStatus.Conflict || attempt >= MaxAttempts)
            {
                LogNotCommitted(_id, _stream.Version, status);
                return StorageFailures.Of(status)!;
            }
        }
    }

    public async Task<Outcome<TicketView>> Get(CallContext context) =>
        await FindVisible(context) is { } hidden ? hidden : Render(context, services.Stream.Clock.Now);

    public async Task<Outcome<TicketGraphView>> GetGraph(CallContext context) =>
        await FindVisible(context) is { } hidden
            ? hidden
            : TicketViews.Graph(_stream.State, context.Caller, context.Language, services.Stream.Clock.Now, services.Policies.Current);

    public async Task<Outcome<TimelinePage>> GetTimeline(string? cursor, int limit, CallContext context)
    {
        if (await FindVisible(context) is { } hidden)
        {
            return hidden;
        }

        return await TicketTimeline.Read(services.Stream.Log, _id, _stream.Version, cursor, limit, context.Caller);
    }

    /// <summary>Null when the caller may see the case; otherwise why not. Also says when the log cannot be read.</summary>
    private async Task<Failure?> FindVisible(CallContext context)
    {
        if (await EnsureCurrent() is { } unavailable)
        {
            return unavailable;
        }

        return _stream.State.IsOpened && TicketVisibility.CanSee(_stream.State, context.Caller)
            ? null
            : Failures.NotFound();
    }

    private async Task<Failure?> EnsureCurrent()
    {
        try
        {
            await _stream.EnsureCurrent();
            return null;
        }
        catch (LogUnavailableException unavailable)
        {
            LogUnreadable(_id, unavailable);
            return StorageFailures.Unavailable;
        }
    }

    private Task<AppendStatus> Commit(int version, DecidedRow row, DateTimeOffset at, CallContext context) =>
        row.After is { } after && after.Version != version + 1
            ? throw new InvalidOperationException($"The state after row {version + 1} says it is of row {after.Version}.")
            : _stream.Commit(version, row.Events, RowOrigin.Of(context), at, row.After);

    private Outcome<TicketReply> Committed(TicketState before, CallContext context, DateTimeOffset at)
    {
        Publish(before);
        return new TicketReply(Render(context, at), Replayed: false);
    }

    /// <summary>The first answer again: a pure function of the stream up to the command's own row.</summary>
    private async Task<Outcome<TicketReply>> Replay(SeenCommand seen, CallContext context)
    {
        if (seen.CommandId != context.CommandId.Value)
        {
            return Failures.KeyReused();
        }

        try
        {
            var (state, stamp) = await _stream.FoldTo(seen.Seq);
            return new TicketReply(Render(state, seen.Seq, context, stamp.At), Replayed: true);
        }
        catch (LogUnavailableException unavailable)
        {
            LogUnreadable(_id, unavailable);
            return StorageFailures.Unavailable;
        }
    }

    private TicketView Render(CallContext context, DateTimeOffset now) => Render(_stream.State, _stream.Version, context, now);

    private TicketView Render(TicketState state, int version, CallContext context, DateTimeOffset now) =>
        TicketViews.Render(_id, state, version, context.Caller, context.Language, now, services.Policies.Current, services.Calendars.Current);

    private DecisionContext Decision(DateTimeOffset now, CallContext context) =>
        services.Decision(now, context.Caller) with { AgentUnknown = context.AgentUnknown };

    private IOrderGrain Order(string orderId) => GrainFactory.GetGrain<IOrderGrain>(orderId);
}
