using System.Diagnostics;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Driving.Fleet;

/// <summary>Drivers on this machine, each a process of this same program, so that their work is not counted as anybody else's. They end with us.</summary>
internal sealed class LocalDrivers : IAsyncDisposable
{
    private readonly List<Process> _processes = [];
    private readonly TaskCompletionSource<string> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with one line when one of them ends without a result.</summary>
    public Task<string> Failed => _failed.Task;

    public static LocalDrivers Start(int count, Uri address, string journals, string? cores)
    {
        var drivers = new LocalDrivers();
        for (var i = 0; i < count; i++)
        {
            drivers.Add(Command(address, journals, cores));
        }

        return drivers;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }

            process.Dispose();
        }
    }

    private void Add(ProcessStartInfo command)
    {
        var process = new Process { StartInfo = command, EnableRaisingEvents = true };
        var lastWords = "";
        process.ErrorDataReceived += (_, line) => lastWords = line.Data ?? lastWords;
        process.OutputDataReceived += (_, line) => lastWords = line.Data ?? lastWords;
        process.Exited += (_, _) =>
        {
            if (process.ExitCode != 0)
            {
                _failed.TrySetResult($"A driver ended with {process.ExitCode}: {lastWords}");
            }
        };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new BenchRefusedException($"A driver cannot be started: {failure.Message}");
        }

        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        _processes.Add(process);
    }

    private static ProcessStartInfo Command(Uri address, string journals, string? cores)
    {
        // A session of its own: Ctrl-C reaches this program alone, which then tells the drivers to deliver.
        string[] driver = ["setsid", "dotnet", typeof(LocalDrivers).Assembly.Location, DriveShareCommand.Name];
        string[] line = cores is null ? driver : ["taskset", "-c", cores, .. driver];
        return new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            // Not as arguments, which everybody on the machine can read: whoever knows the address gets the key.
            Environment = { [DriveShareCommand.AddressVariable] = address.ToString(), [DriveShareCommand.JournalsVariable] = Path.GetFullPath(journals) },
        };
    }
}
