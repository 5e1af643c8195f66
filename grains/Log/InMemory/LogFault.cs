namespace AfterSales.Log.InMemory;

/// <summary>What goes wrong with one append of the in-memory log; each is something that the PostgreSQL store can do too.</summary>
internal enum LogFault
{
    None,

    /// <summary>The queue is full: nothing written, <see cref="AppendStatus.Overloaded"/>.</summary>
    Overload,

    /// <summary>The database is away: nothing written, <see cref="AppendStatus.Unavailable"/>.</summary>
    Fail,

    /// <summary>
    /// A duplicate activation has carried out the same command a moment earlier: its row stands, and ours is a <see cref="AppendStatus.Conflict"/>.
    /// </summary>
    Zombie,

    /// <summary>The row is committed and the answer lost: <see cref="AppendStatus.Unknown"/>.</summary>
    LoseAnswer,

    /// <summary>The row is not committed and the answer lost: <see cref="AppendStatus.Unknown"/>.</summary>
    LoseRow,
}

/// <summary>The fate of one append: a fault, a wait before the commit and a wait before the answer.</summary>
internal readonly record struct AppendFate(LogFault Fault, TimeSpan BeforeCommit, TimeSpan BeforeAnswer);

/// <summary>Decides what happens to the next append. Called under the log's lock, in the order of the calls.</summary>
internal interface ILogFaultPlan
{
    AppendFate Next(LogRow row);
}

/// <summary>Faults by seed: the same seed and the same order of calls give the same faults.</summary>
internal sealed class SeededFaultPlan(int seed, LogFaultRates rates) : ILogFaultPlan
{
    private const int Outcomes = 1_000;

    private readonly Random _random = new(seed);

    public AppendFate Next(LogRow row)
    {
        var fault = Draw();
        return new AppendFate(fault, Delay(rates.DelayPerMille), Delay(rates.DelayPerMille));
    }

    private LogFault Draw()
    {
        var drawn = _random.Next(Outcomes);
        ReadOnlySpan<(LogFault Fault, int PerMille)> faults =
        [
            (LogFault.Overload, rates.OverloadPerMille),
            (LogFault.Fail, rates.FailPerMille),
            (LogFault.Zombie, rates.ZombiePerMille),
            (LogFault.LoseAnswer, rates.LoseAnswerPerMille),
            (LogFault.LoseRow, rates.LoseRowPerMille),
        ];
        foreach (var (fault, perMille) in faults)
        {
            if (drawn < perMille)
            {
                return fault;
            }

            drawn -= perMille;
        }

        return LogFault.None;
    }

    private TimeSpan Delay(int perMille) =>
        _random.Next(Outcomes) < perMille ? rates.LongestDelay * _random.NextDouble() : TimeSpan.Zero;
}

/// <summary>How often each fault strikes, in a thousand appends; together at most 1,000.</summary>
internal sealed record LogFaultRates
{
    public int OverloadPerMille { get; init; } = 5;

    public int FailPerMille { get; init; } = 10;

    public int ZombiePerMille { get; init; } = 10;

    public int LoseAnswerPerMille { get; init; } = 10;

    public int LoseRowPerMille { get; init; } = 5;

    /// <summary>Applies before the commit and again before the answer.</summary>
    public int DelayPerMille { get; init; } = 300;

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMilliseconds(200);
}
