using AfterSales.Customers;
using AfterSales.Orders;
using AfterSales.Policies;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>
/// Decides an opening, in the order of its protocol: <see cref="Check"/>, then the order's claim, <see cref="CheckClaim"/>,
/// <see cref="SmallAmountFor"/>, the customer's standing, <see cref="Decide"/>. Pure.
/// </summary>
internal static class OpeningDecider
{
    /// <summary>What refuses the opening before the order is asked; null when nothing does.</summary>
    public static Failure? Check(OpenTicket open, DecisionContext context) => OpeningCheck.Refuse(open, context);

    /// <summary>The intake form wants proof of this customer for this category and none was given.</summary>
    public static bool LacksEvidence(OpenTicket open, DecisionContext context) =>
        OpeningCheck.IsCustomer(context.Caller)
        && open.Evidence.IsDefaultOrEmpty
        && open.Category is { } category
        && context.Policies.Intake.Policy.Forms.TryGetValue(open.Kind, out var form)
        && form.EvidenceFor.OrEmpty().Contains(category);

    /// <summary>Whose case it is: the order's customer, else the one staff named, else the caller himself.</summary>
    public static string CustomerOf(OpenTicket open, Claim? claim, Caller caller) => claim?.CustomerId ?? open.CustomerId ?? caller.Subject;

    /// <summary>
    /// What refuses the opening once the order's facts are known; called before the budget is taken, which is never given back. The order asks the same
    /// before it holds anything, so that a refused opening leaves no claim behind.
    /// </summary>
    public static Failure? CheckClaim(OpenTicket open, Claim? claim, DecisionContext context)
    {
        if (!TicketPaths.IsGoodsKind(open.Kind))
        {
            return null;
        }

        var held = claim ?? throw new InvalidOperationException("A goods kind opens with a claim.");
        if (open.RequestedAmount is { } requested)
        {
            if (requested.Currency != held.Amount.Currency)
            {
                return Failures.CurrencyMismatch("/requestedAmount/currency", requested, held.Amount.Currency);
            }

            if (requested.Amount > held.Amount.Amount)
            {
                return Failures.AmountExceeded("/requestedAmount/amount", held.Amount);
            }
        }

        return held.State == OrderProgress.Delivered && LacksEvidence(open, context)
            ? new Failure(FailureCodes.EvidenceMissing, "This category needs a photo or another proof.")
            {
                Errors = [new FieldError("/evidence", "must not be empty")],
            }
            : null;
    }

    /// <summary>The amount to ask of the customer's small-amount budget; null when that rule cannot apply.</summary>
    public static Money? SmallAmountFor(OpenTicket open, Claim? claim, PolicySet policies) =>
        claim is not null && TicketPaths.IsGoodsKind(open.Kind) ? SelfService.SmallAmount(open, claim, policies.SelfService.Policy) : null;

    /// <summary>The events of the opening: opened, what policy decided at once, and who has to act.</summary>
    /// <param name="before">What the stream holds: nothing, or an opening that was voided.</param>
    /// <param name="open">The command.</param>
    /// <param name="claim">What the order granted.</param>
    /// <param name="standing">What the customer's actor knows.</param>
    /// <param name="context">Time, caller, policies.</param>
    /// <param name="ticketId">The case.</param>
    public static Outcome<DecidedRow> Decide(
        TicketState before, OpenTicket open, Claim? claim, CustomerStanding? standing, DecisionContext context, Guid ticketId)
    {
        if ((Check(open, context) ?? CheckClaim(open, claim, context)) is { } failure)
        {
            return failure;
        }

        var by = RoleNames.Acting(context.Caller.Roles, OpeningCheck.Openers);
        var events = ImmutableArray.CreateBuilder<TicketEvent>();
        events.Add(OpeningFacts.Of(open, claim, standing, context, ticketId) with { To = TicketStep.UnderReview, By = by });
        if (claim is { WindowOverridden: true } && open.WindowOverride is { } window)
        {
            events.Add(new WindowOverridden { By = by, Personal = new PersonalText { Text = window.Reason } });
        }

        if (claim is not null && TicketPaths.IsGoodsKind(open.Kind) && SelfService.Decide(open, claim, standing, context.Policies.SelfService) is { } decided)
        {
            events.Add(decided with { By = Roles.System });
        }

        return RowConsequences.Complete(before, events.ToImmutable(), context);
    }
}
