using AfterSales.LoadTests.Chaos.Faults;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Chaos.Scheduling;

/// <summary>
/// Throws a fault, and again as long as it hit nothing: another fault may have taken away what it was to hit, or nobody was at it in that moment.
/// </summary>
internal static class FaultAttempts
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <param name="name">Of the fault.</param>
    /// <param name="fault">Throws it.</param>
    /// <param name="now">Seconds after the first arrival.</param>
    /// <param name="latest">When the last throw has to begin.</param>
    /// <param name="pause">Waits.</param>
    public static async Task<ThrownFault> Run(string name, Func<Task<FaultHit>> fault, Func<double> now, double latest, Func<TimeSpan, Task> pause)
    {
        var thrown = await Once(name, fault, now);
        while (!thrown.Happened && now() + Between.TotalSeconds <= latest)
        {
            await pause(Between);
            var again = await Once(name, fault, now);
            thrown = again with { Hit = $"{again.Hit}; at {thrown.At:0.0} s: {thrown.Hit}" };
        }

        return thrown;
    }

    private static async Task<ThrownFault> Once(string name, Func<Task<FaultHit>> fault, Func<double> now)
    {
        var at = now();
        FaultHit hit;
        try
        {
            hit = await fault();
        }
        catch (BenchRefusedException refused)
        {
            // Another fault came in between (what was started again has been killed meanwhile); whether all is well again shows when it is put right.
            hit = FaultHit.None(refused.Message);
        }

        return new ThrownFault(name, at, now(), hit.What) { Happened = hit.Happened };
    }
}

/// <summary>A fault as it was.</summary>
/// <param name="At">Seconds after the first arrival, when it began.</param>
/// <param name="Over">The same of its end.</param>
/// <param name="Hit">What it hit, or why it hit nothing.</param>
internal sealed record ThrownFault(string Name, double At, double Over, string Hit)
{
    /// <summary>It hit something.</summary>
    public bool Happened { get; init; } = true;
}
