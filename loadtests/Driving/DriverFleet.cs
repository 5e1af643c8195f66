using AfterSales.LoadTests.Driving.Fleet;
using AfterSales.LoadTests.Driving.Setup;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Driving;

/// <summary>The driver processes of one run: here, and wherever one joins.</summary>
internal static class DriverFleet
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Longer than a pause of the collector or a frozen machine, shorter than anybody's patience.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(45);

    /// <summary>Prepares the shop (policies, queues' agents, orders), starts the drivers together and waits for all of them.</summary>
    /// <param name="started">Told when the first arrival is due, before it is; chaos and samplers count from there.</param>
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
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var local = settings.InProcess ? LocalDrivers.Start(0, server.Address, settings.Journals, null)
            : LocalDrivers.Start(settings.Local, server.Address, settings.Journals, settings.Cores);
        var inProcess = Task.WhenAll(
            Enumerable.Range(0, settings.InProcess ? settings.Local : 0).Select(_ => new FleetWorker(server.Address, settings.Journals).Run(stopping.Token)));
        try
        {
            var startedAt = await Attend(board, server, local, inProcess, settings, drivers, started, progress, cancellation);
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

    /// <summary>Looks after the drivers until all have delivered.</summary>
    private static async Task<DateTimeOffset> Attend(
        FleetBoard board, FleetServer server, LocalDrivers local, Task inProcess, FleetSettings settings, int drivers, Action<DateTimeOffset> started,
        Action<FleetProgress> progress, CancellationToken cancellation)
    {
        DateTimeOffset? startedAt = null;
        while (true)
        {
            var tick = Task.Delay(Tick, cancellation);
            await Task.WhenAny(tick, local.Failed, board.Finished, startedAt is null ? board.Started : tick);
            cancellation.ThrowIfCancellationRequested();
            if (startedAt is null && board.Started.IsCompleted)
            {
                startedAt = await board.Started;
                started(startedAt.Value);
            }

            var joined = board.Joined;
            progress(board.Progress() with { Join = settings.Remote > 0 && joined < drivers ? server.Address : null });
            if (board.Finished.IsCompleted)
            {
                return startedAt!.Value;
            }

            if (inProcess.IsFaulted)
            {
                await inProcess;
            }

            if (local.Failed.IsCompleted)
            {
                throw new BenchRefusedException(await local.Failed);
            }

            if (board.Silent(DateTimeOffset.UtcNow, LostAfter) is { } lost)
            {
                throw new BenchRefusedException($"Driver {lost} has not been heard of for {LostAfter.TotalSeconds:0} s.");
            }
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

    public long Commands { get; init; }

    public long Errors { get; init; }

    /// <summary>Operations succeeded per second, and p99 in milliseconds, of the last few seconds.</summary>
    public double PerSecond { get; init; }

    public double P99 { get; init; }

    /// <summary>A few words on what is done now.</summary>
    public string? Detail { get; init; }
}
