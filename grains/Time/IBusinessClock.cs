namespace AfterSales.Time;

/// <summary>
/// Business time: system time plus an offset kept in the database and followed by all processes (zero outside Development). Tokens, leases
/// and PostgreSQL's <c>now()</c> stay on system time.
/// </summary>
public interface IBusinessClock
{
    DateTimeOffset Now { get; }
}
