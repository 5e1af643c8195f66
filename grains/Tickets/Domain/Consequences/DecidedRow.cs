namespace AfterSales.Tickets;

/// <summary>A row that was decided and is not written yet.</summary>
/// <param name="Events">All of its events; none: nothing happens.</param>
/// <param name="After">The case after them, where finding what follows had to fold them anyway; null: nobody has folded them yet.</param>
internal readonly record struct DecidedRow(ImmutableArray<TicketEvent> Events, TicketState? After = null);
