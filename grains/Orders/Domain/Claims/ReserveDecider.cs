using AfterSales.Policies;

namespace AfterSales.Orders.Domain;

/// <summary>
/// Holds pieces for a case (architecture.md section 4, Opening). Order of the guards: unknown order or line, cases in the way, quantity, eligibility,
/// currency and amount. A reopening keeps its place: it is not measured against windows and the number of cases again.
/// </summary>
internal static class ReserveDecider
{
    public static ReserveDecision Decide(OrderState state, ClaimRequest request, Versioned<EligibilityPolicy> policy, DateTimeOffset now)
    {
        if (RequestGuards.Check(state, request) is { } refusal)
        {
            return ReserveDecision.Refuse(refusal);
        }

        if (!request.Kind.IsGoods())
        {
            return WithinAmount(request, ClaimBuilder.Nothing(state.Facts!, request, policy.Version));
        }

        if (!state.Cases.TryGetValue(request.TicketId, out var own))
        {
            return Open(state, request, policy, now);
        }

        if (request.TicketVersion == own.Claim.TicketVersion)
        {
            return Repeat(state, request, own);
        }

        if (request.TicketVersion < own.Claim.TicketVersion)
        {
            return ReserveDecision.Refuse(new Failure(FailureCodes.VersionConflict, "The case has claimed again since."));
        }

        return ClaimAgain(state, request, own, policy, now);
    }

    private static ReserveDecision Repeat(OrderState state, ClaimRequest request, OrderCase own)
    {
        var same = own.Claim.Kind == request.Kind
            && own.Claim.Lines.Select(line => (line.LineId, line.Quantity)).ToHashSet().SetEquals(request.Lines.Select(line => (line.LineId, line.Quantity)));
        return same
            ? WithinAmount(request, ClaimBuilder.Answer(state.Facts!, own.Claim))
            : ReserveDecision.Refuse(new Failure(FailureCodes.IdempotencyKeyReused, "This case has claimed other pieces under the same key."));
    }

    /// <summary>
    /// The ticket is past its former claim, so that one is over, whether the follower has told so or not: a reopening says what it refunded; an
    /// opening at a later version says that the former opening was voided.
    /// </summary>
    private static ReserveDecision ClaimAgain(
        OrderState state, ClaimRequest request, OrderCase own, Versioned<EligibilityPolicy> policy, DateTimeOffset now)
    {
        ImmutableArray<OrderEvent> ends = request.RefundedBefore is { } refunded
            ? ObserveDecider.End(own, request.TicketVersion, refunded)
            : own.Open ? [new ClaimReleased(request.TicketId, own.Claim.TicketVersion)] : [];
        var after = ends.Aggregate(state, (folded, ended) => OrderFold.Apply(folded, ended, new(0, now, "", default)));
        var decision = after.Cases.TryGetValue(request.TicketId, out var former) ? Reopen(after, request, former, policy, now) : Open(after, request, policy, now);
        return decision.Failure is null ? decision with { Events = [.. ends, .. decision.Events] } : decision;
    }

    private static ReserveDecision Open(OrderState state, ClaimRequest request, Versioned<EligibilityPolicy> policy, DateTimeOffset now)
    {
        if (OthersInTheWay(state, request, policy.Policy, now) is { } refused)
        {
            return refused;
        }

        var verdicts = request.Lines.Select((line, index) =>
            (Pointer: $"/lines/{index}", Verdict: EligibilityMatrix.Judge(policy.Policy, state.Facts!, state.Facts!.FindLine(line.LineId)!, request.Kind, request.Category, now)));
        var against = verdicts.Where(entry => !entry.Verdict.Eligible).ToImmutableArray();
        var impossible = against.Where(entry => entry.Verdict.Code != FailureCodes.OutsideWindow).ToImmutableArray();
        if (!impossible.IsEmpty)
        {
            return ReserveDecision.Refuse(Refusals.Of(impossible));
        }

        return against.IsEmpty || request.Override
            ? Hold(state, request, own: null, policy, now, overridden: !against.IsEmpty)
            : ReserveDecision.Refuse(Refusals.Of(against));
    }

    private static ReserveDecision Reopen(OrderState state, ClaimRequest request, OrderCase own, Versioned<EligibilityPolicy> policy, DateTimeOffset now) =>
        OthersInTheWay(state, request, policy.Policy with { MaxTicketsPerLine = int.MaxValue }, now)
        ?? Hold(state, request, own, policy, now, own.Claim.WindowOverridden);

    private static ReserveDecision? OthersInTheWay(OrderState state, ClaimRequest request, EligibilityPolicy policy, DateTimeOffset now)
    {
        var blocked = ImmutableArray.CreateBuilder<(string Pointer, Verdict Verdict)>();
        var doubtful = new HashSet<OrderCase>();
        for (var i = 0; i < request.Lines.Length; i++)
        {
            var (lineId, quantity) = (request.Lines[i].LineId, request.Lines[i].Quantity);
            var others = LineUse.Of(state, lineId, except: request.TicketId);
            if (LineGuards.Check(state.Facts!.FindLine(lineId)!, others, quantity, policy) is { } verdict)
            {
                blocked.Add(($"/lines/{i}", verdict));
                doubtful.UnionWith(state.Cases.Values.Where(known => known.Claim.TicketId != request.TicketId && known.Touches(lineId) && known.IsDoubtful(now)));
            }
        }

        return blocked.Count == 0 ? null : ReserveDecision.Refuse(Refusals.Of(blocked.ToImmutable()), [.. doubtful]);
    }

    private static ReserveDecision Hold(
        OrderState state, ClaimRequest request, OrderCase? own, Versioned<EligibilityPolicy> policy, DateTimeOffset now, bool overridden)
    {
        var claimed = ClaimBuilder.Build(state, request, own, policy, now, overridden);
        return WithinAmount(request, ClaimBuilder.Answer(state.Facts!, claimed), claimed);
    }

    private static ReserveDecision WithinAmount(ClaimRequest request, Claim claim, params ImmutableArray<OrderEvent> events)
    {
        if (request.LacksEvidence && claim.State == OrderProgress.Delivered)
        {
            return ReserveDecision.Refuse(Refusals.EvidenceMissing);
        }

        if (request.RequestedAmount is { } requested)
        {
            if (requested.Currency != claim.Amount.Currency)
            {
                return ReserveDecision.Refuse(Refusals.Currency(claim.Amount.Currency));
            }

            if (request.Kind.IsGoods() && requested.Amount > claim.Amount.Amount)
            {
                return ReserveDecision.Refuse(Refusals.Amount(claim.Amount));
            }
        }

        return ReserveDecision.Grant(claim, events);
    }
}
