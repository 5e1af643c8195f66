using AfterSales.Deadlines;

namespace AfterSales.Tickets;

/// <summary>What happens if nobody acts, as one caller may see it. Pure.</summary>
internal static class DeadlineViews
{
    public static DeadlineView? Of(TicketState state, Caller caller, string language)
    {
        if (state.Deadline is not { } deadline)
        {
            return null;
        }

        var effect = caller.IsStaff ? deadline.Effect : Public(deadline.Effect);
        return new DeadlineView(
            deadline.Party,
            deadline.At,
            effect,
            TicketLabels.Of(effect, language),
            caller.IsStaff ? deadline.Rule : null,
            caller.IsStaff ? deadline.PolicyVersion : null,
            IsExtended(deadline) ? true : null);
    }

    /// <summary>How the shop escalates, and that a promise within it breaks, is nothing to the customer.</summary>
    private static DeadlineEffect Public(DeadlineEffect effect) => DeadlineEffects.Escalates(effect) ? DeadlineEffect.Escalate : effect;

    private static bool IsExtended(TicketDeadline deadline) => deadline.Extensions.OrEmpty().Any(added => added.By > TimeSpan.Zero);
}
