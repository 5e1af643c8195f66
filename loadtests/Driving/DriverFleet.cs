using AfterSales.LoadTests.Driving.Setup;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Driving;

/// <summary>The driver processes of one run: here, and wherever one joins.</summary>
internal static class DriverFleet
{
    /// <summary>Prepares the shop (policies, queues' agents, orders), starts the drivers together and waits for all of them.</summary>
    /// <param name="started">Told when the first arrival is due, before it is; chaos and samplers count from there.</param>
    public static async Task<FleetResult> Drive(
        PeakPlan plan, LoadedSystem system, FleetSettings settings, Action<DateTimeOffset> started, Action<FleetProgress> progress, CancellationToken cancellation)
    {
        var desks = await ShopSetup.Prepare(plan, system.Fronts[0], system.Key);
        var startedAt = DateTimeOffset.UtcNow;
        var task = new DriverTask("d1", 0, 1, plan, system.Fronts, system.Key, DateTimeOffset.UtcNow) { Desks = desks };
        var driver = new DriverRun(task, settings.Journals, _ => { });
        var result = await driver.Run(
            () =>
            {
                startedAt = DateTimeOffset.UtcNow.AddSeconds(1);
                started(startedAt);
                return Task.FromResult(startedAt);
            },
            cancellation);
        return new FleetResult(startedAt, settings.Journals, [result]);
    }
}

/// <param name="Local">Driver processes on this machine.</param>
/// <param name="Remote">Driver processes that will join from elsewhere.</param>
/// <param name="Listen">Where drivers report; loopback unless some are remote.</param>
/// <param name="Journals">Folder for the journals, made when missing.</param>
/// <param name="Cores">Processor list (as <c>taskset -c</c> takes it) of the local drivers; null: any.</param>
internal sealed record FleetSettings(int Local, int Remote, Uri? Listen, string Journals, string? Cores = null);

/// <param name="Phase">preparing, driving, draining, collecting; of a whole run also auditing.</param>
/// <param name="Done">0 to 1 of the phase.</param>
internal sealed record FleetProgress(string Phase, double Done)
{
    public long Cases { get; init; }

    public long Commands { get; init; }

    public long Errors { get; init; }

    /// <summary>Operations succeeded per second, and p99 in milliseconds, of the last few seconds.</summary>
    public double PerSecond { get; init; }

    public double P99 { get; init; }

    /// <summary>A few words on what is done now.</summary>
    public string? Detail { get; init; }
}
