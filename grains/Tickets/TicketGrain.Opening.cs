using AfterSales.Customers;
using AfterSales.Log;
using AfterSales.Orders;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>The opening protocol (architecture.md section 4): claim on the order, then one row; a crash in between leaves a claim that can be voided.</summary>
internal sealed partial class TicketGrain
{
    public async Task<Outcome<TicketReply>> Open(OpenTicket command, CallContext context)
    {
        if (!_stream.IsLoaded && _stream.Version == 0)
        {
            // Nearly every opening is new: append at version 0 and let the primary key tell the retries.
            _stream.AssumeNew();
        }

        var verified = false;
        for (var attempt = 1; ; attempt++)
        {
            if (await EnsureCurrent() is { } unavailable)
            {
                return unavailable;
            }

            if (_stream.TryFindSeen(context.CommandId, out var seen))
            {
                return await Replay(seen, context);
            }

            if (_stream.State.IsOpened)
            {
                // The id is derived from the key, so another command under it is another body under the same key.
                return Failures.KeyReused();
            }

            var version = _stream.Version;
            var at = _stream.NextTime();
            var decided = await DecideOpening(_stream.State, command, context, at);
            if (!decided.Succeeded)
            {
                if (verified || !IsRefusal(decided.Failure))
                {
                    return decided.Failure;
                }

                // A refusal is given only from a verified version: perhaps the case exists and this is its retry.
                verified = true;
                _stream.Invalidate();
                continue;
            }

            var status = await Commit(version, decided.Value, at, context);
            if (status == AppendStatus.Committed)
            {
                return Committed(TicketState.None, context, at);
            }

            verified = true;
            if (status != AppendStatus.Conflict || attempt >= MaxAttempts)
            {
                LogNotCommitted(_id, _stream.Version, status);
                return StorageFailures.Of(status)!;
            }
        }
    }

    public async Task<Outcome<ClaimFate>> ConfirmOrVoid(string orderId, int claimedAtVersion)
    {
        for (var attempt = 1; ; attempt++)
        {
            // Called by an order while this ticket's own command may be in flight: read what is committed, not what is hoped for.
            _stream.Invalidate();
            if (await EnsureCurrent() is { } unavailable)
            {
                return unavailable;
            }

            var state = _stream.State;
            if (_stream.Version > claimedAtVersion)
            {
                // A claim of a case that is over is ended by the follower, who tells the order what was refunded. A claim on another order than the
                // case's came from a request that reused the key; its place in the log is taken, so it can never open.
                return state.IsOpened && state.OrderId == orderId ? ClaimFate.Open : ClaimFate.Void;
            }

            // The claiming command is not in the log: take its place, so that a late append of it fails on the key.
            TicketEvent fence = state.IsOpened ? new ReopenVoided() : new OpeningVoided();
            var status = await _stream.Commit(_stream.Version, [fence], RowOrigin.System(), _stream.NextTime());
            if (status == AppendStatus.Committed)
            {
                LogVoided(_id, claimedAtVersion);
                return ClaimFate.Void;
            }

            if (status != AppendStatus.Conflict || attempt == MaxAttempts)
            {
                return StorageFailures.Of(status)!;
            }
        }
    }

    private async Task<Outcome<DecidedRow>> DecideOpening(TicketState before, OpenTicket command, CallContext context, DateTimeOffset at)
    {
        var decision = Decision(at, context);
        if (OpeningDecider.Check(command, decision) is { } refused)
        {
            return refused;
        }

        Claim? claim = null;
        if (command.OrderId is { } orderId)
        {
            var reserved = await Order(orderId).Reserve(new ClaimRequest(
                _id, _stream.Version, command.Kind, command.Lines, context.Caller, command.CustomerId, command.Category,
                command.WindowOverride is not null, command.RequestedAmount, LacksEvidence: OpeningDecider.LacksEvidence(command, decision)));
            if (!reserved.Succeeded)
            {
                return reserved.Failure;
            }

            claim = reserved.Value;
            if (OpeningDecider.CheckClaim(command, claim, decision) is { } unfit)
            {
                return unfit;
            }
        }

        var customerId = OpeningDecider.CustomerOf(command, claim, context.Caller);
        var standing = await GrainFactory.GetGrain<ICustomerGrain>(customerId)
            .Recognise(new StandingRequest(_id, claim?.CustomerTier, OpeningDecider.SmallAmountFor(command, claim, decision.Policies)));
        return standing.Succeeded ? OpeningDecider.Decide(before, command, claim, standing.Value, decision, _id) : standing.Failure;
    }

    /// <summary>A goods case that was settled gave its claim back: reopening claims again first, once nothing else refuses it.</summary>
    private async Task<Outcome<DecisionContext>> WithClaim(TicketCommand command, CallContext context, DecisionContext decision)
    {
        var state = _stream.State;
        if (command is not Reopen || !state.ReopenNeedsClaim || state.OrderId is null)
        {
            return decision;
        }

        if (TicketDecider.Check(state, command, decision) is { } refused)
        {
            return refused with { Version = _stream.Version };
        }

        var lines = state.Lines.Select(line => new LineQuantity(line.LineId, line.Quantity)).ToImmutableArray();
        var reserved = await Order(state.OrderId).Reserve(new ClaimRequest(
            _id, _stream.Version, state.Kind, lines, context.Caller, Category: state.Category, Override: true, RefundedBefore: state.RefundedAmount));
        return reserved.Succeeded ? decision with { Claim = reserved.Value } : reserved.Failure;
    }

    private static bool IsRefusal(Failure failure) =>
        failure.Code is not (FailureCodes.Overloaded or FailureCodes.StorageUnavailable or FailureCodes.OutcomeUnknown);
}
