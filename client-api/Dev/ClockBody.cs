namespace AfterSales.Api.Dev;

/// <param name="Now">Business time after the jump.</param>
/// <param name="Fired">How often a case was woken on the way because something of it was due.</param>
internal sealed record ClockBody(DateTimeOffset Now, int Fired);

/// <param name="By">An ISO 8601 duration, e.g. <c>P10D</c>.</param>
internal sealed record AdvanceBody(string By);
