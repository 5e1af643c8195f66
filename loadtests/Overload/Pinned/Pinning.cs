using System.Diagnostics;
using System.Globalization;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Overload.Pinned;

/// <summary>Who runs on which processors: drivers and this program on some, the system and PostgreSQL on the others.</summary>
internal sealed record Pinning(string DriverCores, string SystemCores)
{
    /// <summary>Starts a system on its processors and moves this program to those of the drivers.</summary>
    public async Task<LocalSystem> Start(int silos, int fronts, string logs, CancellationToken cancellation)
    {
        await MoveSelf();
        return await LocalSystem.Start(new SystemOptions { Silos = silos, Fronts = fronts, Cores = SystemCores, Logs = logs }, cancellation);
    }

    public FleetSettings Fleet(string journals) => new(1, 0, null, journals, DriverCores);

    /// <summary>Every thread of this process: it prepares, samples and receives webhooks meanwhile.</summary>
    private async Task MoveSelf()
    {
        string[] arguments = ["-a", "-p", "-c", DriverCores, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)];
        try
        {
            using var taskset = Process.Start(new ProcessStartInfo("taskset", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            await taskset.WaitForExitAsync();
            if (taskset.ExitCode != 0)
            {
                throw new BenchRefusedException($"taskset cannot move this program to processor {DriverCores}: {(await taskset.StandardError.ReadToEndAsync()).Trim()}");
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new BenchRefusedException("taskset (package util-linux) is missing; without it nothing can be pinned.");
        }
    }
}
