using AfterSales.Deadlines;

namespace AfterSales.Tickets;

/// <summary>What happens if nobody acts, as one caller may see it. Pure.</summary>
internal static class DeadlineViews
{
    public static DeadlineView? Of(TicketState state, Caller caller, string language) => state.Deadline is { } deadline
        ? new DeadlineView(
            deadline.Party,
            deadline.At,
            deadline.Effect,
            TicketLabels.Of(deadline.Effect, language),
            caller.IsStaff ? deadline.Rule : null,
            caller.IsStaff ? deadline.PolicyVersion : null,
            IsExtended(deadline) ? true : null)
        : null;

    private static bool IsExtended(TicketDeadline deadline) => deadline.Extensions.OrEmpty().Any(added => added.By > TimeSpan.Zero);
}
