namespace AfterSales.Api.Auth;

/// <summary>When the token of a request ends: what is served for longer than a moment, a live stream, ends with it. A feature of the request.</summary>
/// <param name="At">System time.</param>
internal sealed record TokenEnd(DateTimeOffset At);
