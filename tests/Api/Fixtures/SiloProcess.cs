using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AfterSales.Tests.Api.Fixtures;

/// <summary>The product as a process of its own, as ./run starts it; may be killed at any moment.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private readonly SiloPorts _ports;

    private SiloProcess(Process process, SiloPorts ports)
    {
        _process = process;
        _ports = ports;
    }

    public Uri Address => _ports.Address;

    /// <summary>
    /// Starts again where a process was. On the same ports, as operations fixes them per silo: a new silo asks every member of the cluster, and a dead
    /// member on other ports would have to be declared dead by others first.
    /// </summary>
    public Task<SiloProcess> Restart(string connectionString, params (string Name, string Value)[] settings) => Start(connectionString, _ports, settings);

    /// <param name="connectionString">Its database.</param>
    /// <param name="settings">Options, e.g. <c>Sla__MaxInFlight</c>.</param>
    public static Task<SiloProcess> Start(string connectionString, params (string Name, string Value)[] settings) =>
        Start(connectionString, new SiloPorts(new Uri($"http://127.0.0.1:{FreePort()}"), FreePort(), FreePort()), settings);

    private static async Task<SiloProcess> Start(string connectionString, SiloPorts ports, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            Assembly, "serve", "--url", ports.Address.ToString().TrimEnd('/'), "--silo-port", $"{ports.Silo}", "--gateway-port", $"{ports.Gateway}",
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["AFTERSALES_Storage__ConnectionString"] = connectionString;
        start.Environment["AFTERSALES_Auth__DevelopmentKey"] = SystemFixture.DevelopmentKey;
        Array.ForEach(settings, setting => start.Environment[$"AFTERSALES_{setting.Name}"] = setting.Value);

        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new List<string>();
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The process ended before it was ready: {Output()}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await ready.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The process was not ready within {Patience.TotalSeconds} s: {Output()}");
        }

        return new SiloProcess(process, ports);

        void Note(string? line)
        {
            lock (output)
            {
                output.Add(line ?? "");
            }

            if (line is not null && line.StartsWith("AfterSales is ready:", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        }

        string Output()
        {
            lock (output)
            {
                return string.Join('\n', output);
            }
        }
    }

    /// <summary>Runs another command of the program to its end.</summary>
    /// <returns>Exit code and what it printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunCommand(string connectionString, string command)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Assembly);
        start.ArgumentList.Add(command);
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["AFTERSALES_Storage__ConnectionString"] = connectionString;
        start.Environment["AFTERSALES_Auth__DevelopmentKey"] = SystemFixture.DevelopmentKey;
        using var process = Process.Start(start)!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(output));
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Assembly
    {
        get
        {
            // .../bin/AfterSales.Tests.Api/<configuration>/ -> .../bin/AfterSales.Silo/<configuration>/
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(own.Parent!.Parent!.FullName, "AfterSales.Silo", own.Name, "AfterSales.Silo.dll");
        }
    }

    private sealed record SiloPorts(Uri Address, int Silo, int Gateway);
}
