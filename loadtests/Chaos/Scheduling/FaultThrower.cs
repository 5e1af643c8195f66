using System.Collections.Concurrent;
using AfterSales.LoadTests.Chaos.Faults;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Chaos.Scheduling;

/// <summary>Throws the faults of a run at their moments, and puts everything right when arrivals end.</summary>
internal sealed class FaultThrower(LocalSystem system, ImmutableArray<PlannedFault> schedule, double arrivalSeconds)
{
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
            await system.Heal(cancellation);
        }
    }

    private async Task Throw(PlannedFault planned, DateTimeOffset start, CancellationToken cancellation)
    {
        await Until(start, planned.At, cancellation);
        var at = (DateTimeOffset.UtcNow - start).TotalSeconds;
        string hit;
        try
        {
            var fault = FaultCatalog.All.First(one => one.Name == planned.Name);
            hit = await fault.Throw(new FaultScene(system, planned.Pick, TimeSpan.FromSeconds(planned.Lasts)), cancellation);
        }
        catch (BenchRefusedException refused)
        {
            // Another fault came in between (what was started again has been killed meanwhile); whether all is well again shows when it is put right.
            hit = refused.Message;
        }

        _thrown.Enqueue(new ThrownFault(planned.Name, at, (DateTimeOffset.UtcNow - start).TotalSeconds, hit));
    }

    private static Task Until(DateTimeOffset start, double seconds, CancellationToken cancellation)
    {
        var wait = start + TimeSpan.FromSeconds(seconds) - DateTimeOffset.UtcNow;
        return wait > TimeSpan.Zero ? Task.Delay(wait, cancellation) : Task.CompletedTask;
    }
}

/// <summary>A fault as it was.</summary>
/// <param name="At">Seconds after the first arrival, when it began.</param>
/// <param name="Over">The same of its end.</param>
/// <param name="Hit">What it hit.</param>
internal sealed record ThrownFault(string Name, double At, double Over, string Hit);
