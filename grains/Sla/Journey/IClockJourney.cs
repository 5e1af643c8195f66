namespace AfterSales.Sla;

/// <summary>
/// Moves business time ahead so that everything on the way happens at its own time: it stops at each due time and goes on when the cases woken there have
/// answered. For demonstrations and tests, in Development only.
/// </summary>
public interface IClockJourney
{
    /// <summary>
    /// One journey at a time in a process; two that overlap do not add up, each counts from the business time when it was called. Fails while the wheel or the follower of the log cannot be reached; business time then stands where it came to.
    /// </summary>
    Task<Outcome<JourneyEnd>> Advance(TimeSpan by, CancellationToken cancellationToken);
}

/// <param name="Now">Business time at the end.</param>
/// <param name="Fired">How often a case was woken on the way.</param>
public sealed record JourneyEnd(DateTimeOffset Now, int Fired);
