namespace AfterSales.Api.Dev;

/// <summary>Business time after the jump.</summary>
internal sealed record ClockBody(DateTimeOffset Now);

/// <param name="By">An ISO 8601 duration, e.g. <c>P10D</c>.</param>
internal sealed record AdvanceBody(string By);
