namespace AfterSales.Tickets;

/// <summary>Who may see a case: staff every one, a customer his own. Anything else does not exist for the caller.</summary>
internal static class TicketVisibility
{
    public static bool CanSee(TicketState state, Caller caller) =>
        state.IsOpened && (caller.IsStaff || (caller.HasAny(Roles.Customer) && caller.Subject == state.CustomerId));
}
