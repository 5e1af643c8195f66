using System.Collections.Concurrent;
using AfterSales.LoadTests.Chaos.Faults;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Chaos.Scheduling;

/// <summary>Throws the faults of a run at their moments, and puts everything right when arrivals end.</summary>
internal sealed class FaultThrower(LocalSystem system, ImmutableArray<PlannedFault> schedule, double arrivalSeconds)
{
    /// <summary>Seconds that are left after the last attempt of what callers see, so that its end is still seen.</summary>
    private const double Seen = 10;

    private readonly ConcurrentQueue<ThrownFault> _thrown = new();

    /// <summary>What was thrown, in the order of its beginning; complete when <see cref="During"/> is done.</summary>
    public ImmutableArray<ThrownFault> Thrown => [.. _thrown.OrderBy(fault => fault.At)];

    /// <summary>For <see cref="Peak.PeakRun"/>.</summary>
    /// <param name="start">The first arrival.</param>
    /// <param name="cancellation">Ends the wait; what is frozen goes on.</param>
    public async Task During(DateTimeOffset start, CancellationToken cancellation)
    {
        try
        {
            await Task.WhenAll(schedule.Select(planned => Throw(planned, start, cancellation)).Append(Until(start, arrivalSeconds, cancellation)));
        }
        finally
        {
            // Also when ended early: the auditor asks the system all the same.
            await system.Heal(CancellationToken.None);
        }
    }

    private async Task Throw(PlannedFault planned, DateTimeOffset start, CancellationToken cancellation)
    {
        var fault = FaultCatalog.All.First(one => one.Name == planned.Name);
        var scene = new FaultScene(system, planned.Pick, TimeSpan.FromSeconds(planned.Lasts));
        await Until(start, planned.At, cancellation);
        _thrown.Enqueue(await FaultAttempts.Run(
            planned.Name,
            () => fault.Throw(scene, cancellation),
            () => (DateTimeOffset.UtcNow - start).TotalSeconds,
            arrivalSeconds - planned.Lasts - fault.Takes - (fault.Unseen ? 0 : Seen),
            pause => Task.Delay(pause, cancellation)));
    }

    private static Task Until(DateTimeOffset start, double seconds, CancellationToken cancellation)
    {
        var wait = start + TimeSpan.FromSeconds(seconds) - DateTimeOffset.UtcNow;
        return wait > TimeSpan.Zero ? Task.Delay(wait, cancellation) : Task.CompletedTask;
    }
}
