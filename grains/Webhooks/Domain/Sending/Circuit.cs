namespace AfterSales.Webhooks;

/// <summary>
/// Spares an endpoint that fails again and again. After so many failures in a row it opens: nothing is sent and no attempt is used up. When its time is over
/// one delivery goes out as a probe: success closes it, failure opens it for twice as long.
/// </summary>
/// <param name="Failures">In a row, while closed.</param>
/// <param name="OpenUntil">Null while closed.</param>
/// <param name="OpenFor">How long it was opened last.</param>
/// <param name="FailingSince">The first failure after the last success; null after a success.</param>
internal sealed record Circuit(int Failures, DateTimeOffset? OpenUntil, TimeSpan OpenFor, DateTimeOffset? FailingSince = null)
{
    public static Circuit Closed { get; } = new(0, null, TimeSpan.Zero);

    public CircuitState StateAt(DateTimeOffset now) =>
        OpenUntil is not { } until ? CircuitState.Closed : now < until ? CircuitState.Open : CircuitState.HalfOpen;

    /// <summary>Deliveries that may be under way at once.</summary>
    public int Room(DateTimeOffset now, int concurrency) => StateAt(now) switch
    {
        CircuitState.Closed => concurrency,
        CircuitState.HalfOpen => 1,
        _ => 0,
    };

    /// <param name="now">System time.</param>
    /// <param name="limits">When it opens and for how long.</param>
    /// <param name="atLeast">What the receiver asked for, within bounds.</param>
    public Circuit Fail(DateTimeOffset now, CircuitLimits limits, TimeSpan atLeast) => StateAt(now) switch
    {
        // Was under way when it opened; tells nothing new.
        CircuitState.Open => this,
        CircuitState.HalfOpen => Open(now, OpenFor * 2, limits, atLeast),
        _ when Failures + 1 >= limits.Failures => Open(now, limits.First, limits, atLeast),
        _ => this with { Failures = Failures + 1, FailingSince = FailingSince ?? now },
    };

    /// <summary>Whether a store has what both say; a count of failures is not stored.</summary>
    public bool IsStoredAs(Circuit other) => OpenUntil == other.OpenUntil && FailingSince == other.FailingSince;

    private Circuit Open(DateTimeOffset now, TimeSpan openFor, CircuitLimits limits, TimeSpan atLeast)
    {
        var wanted = openFor < limits.First ? limits.First : openFor > limits.Longest ? limits.Longest : openFor;
        return new Circuit(0, now + (atLeast > wanted ? atLeast : wanted), wanted, FailingSince ?? now);
    }
}

internal enum CircuitState { Closed, Open, HalfOpen }

/// <param name="Failures">In a row, until it opens.</param>
/// <param name="First">How long at first.</param>
/// <param name="Longest">Doubling ends here.</param>
internal sealed record CircuitLimits(int Failures, TimeSpan First, TimeSpan Longest);
