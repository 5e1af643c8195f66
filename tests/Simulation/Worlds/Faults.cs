using AfterSales.Log;
using AfterSales.Log.InMemory;

namespace AfterSales.Tests.Simulation.Worlds;

/// <summary>
/// What goes wrong, by seed: in a storm the log fails, loses answers and is slow, and reads fail; in calm weather it only takes its time. Switched by the
/// world; the same seed and the same order of calls give the same faults.
/// </summary>
internal sealed class Faults(int seed, Action<string> noted) : ILogFaultPlan
{
    private const int ReadsThatFailPerMille = 30;

    private readonly Random _reads = new(seed ^ 0x5EAD);
    private readonly SeededFaultPlan _calm = new(seed, new LogFaultRates
    {
        OverloadPerMille = 0, FailPerMille = 0, ZombiePerMille = 0, LoseAnswerPerMille = 0, LoseRowPerMille = 0,
        DelayPerMille = 300, LongestDelay = TimeSpan.FromMilliseconds(4),
    });

    private readonly SeededFaultPlan _storm = new(seed, new LogFaultRates
    {
        OverloadPerMille = 10, FailPerMille = 20, ZombiePerMille = 20, LoseAnswerPerMille = 30, LoseRowPerMille = 15,
        DelayPerMille = 300, LongestDelay = TimeSpan.FromMilliseconds(120),
    });

    public bool Storm { get; set; }

    public AppendFate Next(LogRow row)
    {
        var fate = (Storm ? _storm : _calm).Next(row);
        if (fate.Fault != LogFault.None)
        {
            noted($"log: {fate.Fault} for {row.Kind} row {row.Seq}");
        }

        return fate;
    }

    /// <summary>How long a read takes; throws when it fails.</summary>
    public TimeSpan Read(string what)
    {
        if (Storm && _reads.Next(1_000) < ReadsThatFailPerMille)
        {
            noted($"{what} cannot be read");
            throw new LogUnavailableException($"{what} cannot be read (simulated).");
        }

        return _reads.Next(4) == 0 ? TimeSpan.FromMilliseconds(_reads.NextDouble() * (Storm ? 30 : 2)) : TimeSpan.Zero;
    }
}
