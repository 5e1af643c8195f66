namespace AfterSales.Webhooks;

/// <summary>When a delivery is tried again.</summary>
/// <param name="Delays">After the first, second, ... failed attempt; after one more it is dead.</param>
/// <param name="Jitter">Share by which a delay may be shorter or longer, so that what failed together does not come back together.</param>
/// <param name="MaxRetryAfter">What a receiver may ask for at most.</param>
internal sealed record RetrySchedule(ImmutableArray<TimeSpan> Delays, double Jitter, TimeSpan MaxRetryAfter)
{
    /// <summary>All delays at their longest, and a day in which the last attempts of the cases before it are made: who waits longer gets no turn any more.</summary>
    public TimeSpan Whole => (Delays.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay) * (1 + Jitter)) + TimeSpan.FromDays(1);

    /// <param name="attempts">Attempts so far, the one that just failed among them.</param>
    /// <param name="retryAfter">What the receiver asked for, if he did; never shortens the delay.</param>
    /// <param name="chance">0 to 1.</param>
    /// <returns>Null: no further attempt.</returns>
    public TimeSpan? After(int attempts, TimeSpan? retryAfter, double chance)
    {
        if (attempts > Delays.Length)
        {
            return null;
        }

        var delay = Delays[attempts - 1] * (1 + (Jitter * ((2 * chance) - 1)));
        return retryAfter is { } asked && asked > delay ? Bounded(asked) is var bounded && bounded > delay ? bounded : delay : delay;
    }

    public TimeSpan Bounded(TimeSpan retryAfter) =>
        retryAfter < TimeSpan.Zero ? TimeSpan.Zero : retryAfter > MaxRetryAfter ? MaxRetryAfter : retryAfter;
}
