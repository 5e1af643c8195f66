namespace AfterSales.Api.Admission;

/// <summary>
/// Over how many seconds those who are sent away are asked to spread their return: as many as it would take to serve all who were sent away within a second.
/// In a peak most requests are returns; each costs a little of the machine, and too many of them would leave nothing for those who are let in.
/// </summary>
internal sealed class RetrySpread(TimeProvider time)
{
    /// <summary>They never come back all at once.</summary>
    public const int Shortest = 3;

    /// <summary>Nobody waits longer when it is over.</summary>
    public const int Longest = 10;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private long _since = time.GetTimestamp();
    private int _seconds = Shortest;
    private int _served;
    private int _sentAway;

    public void Served()
    {
        lock (_lock)
        {
            _served++;
        }
    }

    /// <summary>For <c>Retry-After</c> of one more who is sent away: 1 to <see cref="Longest"/> s, each time another.</summary>
    public int SendAway()
    {
        lock (_lock)
        {
            _sentAway++;
            if (time.GetElapsedTime(_since) >= Window)
            {
                Look();
            }

            return Random.Shared.Next(1, _seconds + 1);
        }
    }

    // Nobody served tells nothing of how many could be: the database may be away, and be back in a moment.
    private void Look()
    {
        if (_served > 0)
        {
            _seconds = Math.Clamp(_sentAway / _served, Shortest, Longest);
        }

        (_served, _sentAway, _since) = (0, 0, time.GetTimestamp());
    }
}
