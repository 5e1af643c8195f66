namespace AfterSales.Time;

/// <summary>
/// Business time: system time plus an offset kept in the database and followed by all processes (zero outside Development). Tokens, leases
/// and PostgreSQL's <c>now()</c> stay on system time.
/// </summary>
public interface IBusinessClock
{
    DateTimeOffset Now { get; }

    /// <summary>Takes over at once what another process may have moved. For whoever was told of a time that has not come here yet; does nothing outside Development.</summary>
    ValueTask CatchUp() => ValueTask.CompletedTask;
}
