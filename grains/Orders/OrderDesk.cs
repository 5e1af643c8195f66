using AfterSales.Log;
using AfterSales.Orders.Domain;
using AfterSales.Policies;
using AfterSales.ReadModel;
using AfterSales.Streams;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging;

namespace AfterSales.Orders;

/// <summary>
/// One order's commands between the pure domain and the log. Apart from the grain, so that tests drive it without an engine. Not thread-safe: owned
/// by one activation, one call at a time.
/// </summary>
internal sealed class OrderDesk(
    string orderId,
    EventStreamServices services,
    IPolicySource policies,
    IDirtyOrders dirty,
    ClaimHolders holders,
    ILogger logger)
{
    private readonly Guid _streamId = StreamIds.Of(StreamKind.Order, orderId);

    private readonly EventStream<OrderState, OrderEvent, OrderFold> _stream = new(
        services, OrderCodec.Instance, StreamKind.Order, StreamIds.Of(StreamKind.Order, orderId), OrderJson.Default.OrderState);

    private int _markedVersion;

    public async Task<Outcome<ImportReply>> Import(OrderFacts facts, CallContext context)
    {
        var outcome = await _stream.Run((state, _) => ImportDecider.Decide(state, orderId, facts), RowOrigin.Of(context));
        if (outcome is { Succeeded: true, Value.Changed: true })
        {
            OrderLog.Imported(logger, orderId, _stream.Version);
        }

        MarkChanged();
        return outcome;
    }

    public Task<Outcome<OrderView>> Get(CallContext context) => Read(context, (state, _) => state.View());

    public Task<Outcome<EligibilityView>> GetEligibility(CallContext context) =>
        Read(context, (state, now) => EligibilityReport.Of(state, policies.Current.Eligibility, now, context.Language));

    public async Task<Outcome<Claim>> Reserve(ClaimRequest request)
    {
        var asked = false;
        while (true)
        {
            ImmutableArray<OrderCase> doubtful = [];
            var outcome = await _stream.Run((state, now) => Reserve(state, request, now, out doubtful), new RowOrigin(request.Caller.Subject, CommandId.New()));
            MarkChanged();
            var unasked = doubtful.Where(known => !holders.Knows(known.Claim)).ToImmutableArray();
            if (outcome.Succeeded || asked || unasked.IsEmpty)
            {
                return outcome;
            }

            asked = true;
            if (await ReleaseVoid(unasked) is { } failure)
            {
                return failure;
            }
        }
    }

    public async Task<Outcome<bool>> Observe(TicketFacts facts)
    {
        var outcome = await Take(facts);
        if (outcome is { Succeeded: true, Value: false } && ObserveDecider.IsStrange(_stream.State, facts))
        {
            // Facts are told once: they must not be lost on an activation that does not know of a claim another one has written.
            _stream.Doubt();
            outcome = await Take(facts);
        }

        MarkChanged();
        return outcome;
    }

    private async Task<Outcome<bool>> Take(TicketFacts facts)
    {
        var changed = false;
        return await _stream.Run(
            (state, _) =>
            {
                holders.Confirm(state, facts);
                var events = ObserveDecider.Decide(state, facts);
                changed = events.Length > 0;
                return Decision<OrderState, OrderEvent, bool>.Accept(events, _ => changed);
            },
            RowOrigin.System());
    }

    /// <summary>Every row of the order counts, not only imports: the follower would take an order whose row is behind for one the fast path forgot.</summary>
    private void MarkChanged()
    {
        if (_stream.State.Facts is not null && _stream.Version != _markedVersion)
        {
            _markedVersion = _stream.Version;
            dirty.Mark(OrderProjector.Row(_streamId, _stream.Version, _stream.State));
        }
    }

    private Decision<OrderState, OrderEvent, Claim> Reserve(OrderState state, ClaimRequest request, DateTimeOffset now, out ImmutableArray<OrderCase> doubtful)
    {
        var decision = ReserveDecider.Decide(state, request, policies.Current.Eligibility, now);
        doubtful = decision.Doubtful;
        return decision.Failure is { } refusal
            ? Decision<OrderState, OrderEvent, Claim>.Refuse(refusal)
            : Decision<OrderState, OrderEvent, Claim>.Accept(decision.Events, _ => decision.Claim!);
    }

    private async Task<Failure?> ReleaseVoid(ImmutableArray<OrderCase> doubtful)
    {
        foreach (var known in doubtful)
        {
            var fate = await holders.Ask(known.Claim);
            if (!fate.Succeeded)
            {
                return fate.Failure;
            }

            if (fate.Value == ClaimFate.Void)
            {
                var released = await _stream.Run(
                    (state, _) => Decision<OrderState, OrderEvent, bool>.Accept(Doubt.Release(state, known.Claim.TicketId, known.Claim.TicketVersion), _ => true),
                    RowOrigin.System());
                if (!released.Succeeded)
                {
                    return released.Failure;
                }

                OrderLog.Released(logger, orderId, known.Claim.TicketId, known.Claim.TicketVersion);
            }
        }

        return null;
    }

    private async Task<Outcome<T>> Read<T>(CallContext context, Func<OrderState, DateTimeOffset, T> view)
    {
        if (await _stream.TryEnsureCurrent() is { } unreachable)
        {
            return unreachable;
        }

        return _stream.State.Facts is { } facts && facts.IsVisibleTo(context.Caller)
            ? view(_stream.State, _stream.NextTime())
            : new Failure(FailureCodes.NotFound, "There is no such order.");
    }
}
