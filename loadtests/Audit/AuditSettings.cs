namespace AfterSales.LoadTests.Audit;

/// <summary>How patient and how thorough an audit is. The defaults are those of every run; tests of broken builds wait less.</summary>
internal sealed record AuditSettings
{
    /// <summary>Followers, webhooks and deadlines have so long to come to rest; what has not by then is a finding.</summary>
    public TimeSpan QuietWithin { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>A follower that is behind and has not moved for so long does not move any more.</summary>
    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What differs is looked at again for so long: leases of reservations end within 10 s.</summary>
    public TimeSpan SettleWithin { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan LookAgainAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What is due may be late by so much before it counts as not fired.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>No circuit of an endpoint is open longer (docs/webhooks.md): one that is to be open for longer never closes.</summary>
    public TimeSpan LongestSparing { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>No attempt of a webhook is further away: the longest delay of the schedule, a fifth more, and some.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromHours(30);

    /// <summary>From so long after a claim on whoever meets it asks its case.</summary>
    public TimeSpan ClaimsDoubtfulAfter { get; init; } = TimeSpan.FromSeconds(31);

    /// <summary>Cases asked through the API: all when there are no more than this, else so many chosen by the run's seed.</summary>
    public int AskedCases { get; init; } = 5_000;

    /// <summary>Acknowledged commands sent again.</summary>
    public int Replays { get; init; } = 500;

    /// <summary>Orders asked through the API, and cases whose notifications are looked at.</summary>
    public int OtherSamples { get; init; } = 2_000;

    /// <summary>Customers as whom their own cases are listed.</summary>
    public int Customers { get; init; } = 20;

    /// <summary>Requests under way at once.</summary>
    public int Parallel { get; init; } = 16;
}
