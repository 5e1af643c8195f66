using AfterSales.LoadTests.Driving.Fleet;
using AfterSales.LoadTests.Driving.Setup;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Driving;

/// <summary>The driver processes of one run: here, and wherever one joins.</summary>
internal static class DriverFleet
{
    /// <summary>Prepares the shop (policies, queues' agents, orders), starts the drivers together and waits for all of them.</summary>
    /// <param name="started">Told when the first arrival is due, before it is; chaos and samplers count from there.</param>
    /// <param name="cancellation">Before the start it ends the run without a result; after it, with what was driven until then.</param>
    public static async Task<FleetResult> Drive(
        PeakPlan plan, LoadedSystem system, FleetSettings settings, Action<DateTimeOffset> started, Action<FleetProgress> progress, CancellationToken cancellation)
    {
        var drivers = settings.Local + settings.Remote;
        if (drivers < 1)
        {
            throw new BenchRefusedException("A run needs a driver, here or elsewhere.");
        }

        Directory.CreateDirectory(settings.Journals);
        progress(new FleetProgress("preparing", 0));
        var desks = await ShopSetup.Prepare(plan, system.Fronts[0], system.Key);
        var today = DateTimeOffset.UtcNow;
        var board = new FleetBoard(
            [.. Enumerable.Range(0, drivers).Select(share => new DriverTask($"d{share + 1}", share, drivers, plan, system.Fronts, system.Key, today) { Desks = desks })]);
        var listen = settings.Listen ?? new Uri(settings.Remote > 0 ? "http://0.0.0.0:0" : "http://127.0.0.1:0");
        await using var server = await FleetServer.Start(listen, board, settings.Journals);
        using var stopping = new CancellationTokenSource();
        var (processes, tasks) = settings.InProcess ? (0, settings.Local) : (settings.Local, 0);
        await using var local = LocalDrivers.Start(processes, server.Address, settings.Journals, settings.Cores);
        var inProcess = Task.WhenAll(Enumerable.Range(0, tasks).Select(_ => new FleetWorker(server.Address, settings.Journals).Run(stopping.Token)));
        try
        {
            var startedAt = await new FleetWatch(board, settings.Remote > 0 ? server.Address : null, local.Failed, inProcess).Run(started, progress, cancellation);
            await inProcess;
            return new FleetResult(startedAt, settings.Journals, board.Results);
        }
        finally
        {
            board.Stop();
            await stopping.CancelAsync();
            await ((Task)inProcess).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <param name="Local">Driver processes on this machine.</param>
/// <param name="Remote">Driver processes that will join from elsewhere.</param>
/// <param name="Listen">Where drivers report; loopback unless some are remote.</param>
/// <param name="Journals">Folder for the journals, made when missing.</param>
/// <param name="Cores">Processor list (as <c>taskset -c</c> takes it) of the local drivers; null: any.</param>
internal sealed record FleetSettings(int Local, int Remote, Uri? Listen, string Journals, string? Cores = null)
{
    /// <summary>Local drivers are tasks of this process instead: for tests.</summary>
    public bool InProcess { get; init; }
}

/// <param name="Phase">preparing, driving, draining, collecting; of a whole run also auditing.</param>
/// <param name="Done">0 to 1 of the phase.</param>
internal sealed record FleetProgress(string Phase, double Done)
{
    /// <summary>Drivers are still missing that join from elsewhere: at this address. To be shown with <c>./bench join --to</c> before it.</summary>
    public Uri? Join { get; init; }

    public long Cases { get; init; }

    /// <summary>Commands and reads that succeeded.</summary>
    public long Operations { get; init; }

    public long Errors { get; init; }

    /// <summary>Operations succeeded per second, and p99 in milliseconds, of the last few seconds.</summary>
    public double PerSecond { get; init; }

    public double P99 { get; init; }

    /// <summary>A few words on what is done now.</summary>
    public string? Detail { get; init; }
}
