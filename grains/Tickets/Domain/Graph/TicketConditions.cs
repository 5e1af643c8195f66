using AfterSales.Deadlines;

namespace AfterSales.Tickets;

/// <summary>Conditions of the graph that kind and step alone do not tell.</summary>
internal static class TicketConditions
{
    public static bool NothingMoved(TicketState state, DecisionContext context) => !state.GoodsOrMoneyMoved;

    public static bool OwesGoodsBack(TicketState state, DecisionContext context) => state.OwesGoodsBack;

    /// <summary>Goods that go back are on their way once they were shipped; a replacement always is.</summary>
    public static bool IsSent(TicketState state, DecisionContext context) => !state.OwesGoodsBack;

    public static bool SilenceDecides(TicketState state, DecisionContext context) =>
        state.Deadline is { } deadline && !DeadlineEffects.Escalates(DeadlineEffects.Possible(deadline.Effect, state));

    public static bool SilenceEscalates(TicketState state, DecisionContext context) =>
        state.Deadline is { } deadline && DeadlineEffects.Escalates(DeadlineEffects.Possible(deadline.Effect, state));

    public static bool NotRated(TicketState state, DecisionContext context) => state.Rating is null;

    /// <summary>Within the dispute window, or while the case still waits for the customer to dispute: whoever was given more time may use it.</summary>
    public static bool MayDispute(TicketState state, DecisionContext context) =>
        context.Now <= state.StepSince.AddDays(context.Policies.Review.Policy.DisputeDays)
        || (state.Deadline is { Party: DeadlineParty.Customer } deadline && context.Now <= deadline.At);

    /// <summary>What was settled by agreement or by an end may be taken up again; a closed case only when it was closed by silence.</summary>
    public static bool MayReopen(TicketState state, DecisionContext context) =>
        (state.Step != TicketStep.Closed || state.ClosedHow == ClosedHow.Silence)
        && context.Now <= state.StepSince.AddDays(context.Policies.Review.Policy.ReopenDays);

    /// <summary>Somebody of ours has to act, and nobody else has taken it.</summary>
    public static bool MayClaim(TicketState state, DecisionContext context) =>
        StepDepartments.Of(state) is not null && (state.Assignee is not { } holder || holder == context.Caller.Subject);

    /// <summary>Not over; a lost dispute whose goods are still here is not.</summary>
    public static bool IsOpen(TicketState state, DecisionContext context) => !state.IsTerminal || StepDepartments.Of(state) is not null;

    public static bool MayRelease(TicketState state, DecisionContext context) =>
        state.Assignee is { } holder && (holder == context.Caller.Subject || context.Caller.HasAny(Roles.Lead | Roles.System));
}
