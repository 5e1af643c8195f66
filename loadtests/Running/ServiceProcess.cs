using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AfterSales.LoadTests.Running;

/// <summary>A process of ours: the product, the reference or a driver. It is ended with us.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _firstLines = [];

    private ServiceProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Starts <c>dotnet {assembly} {arguments}</c> and waits for its ready line.</summary>
    public static async Task<ServiceProcess> Start(
        string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string readyWhen)
    {
        var process = new Process { StartInfo = Command(assembly, arguments, environment), EnableRaisingEvents = true };
        var service = new ServiceProcess(process);
        process.OutputDataReceived += (_, line) => service.Hear(line.Data, readyWhen);
        process.ErrorDataReceived += (_, line) => service.Hear(line.Data, readyWhen);
        process.Exited += (_, _) => service._ready.TrySetException(new BenchRefusedException(service.Explain("ended before it was ready")));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await service._ready.Task.WaitAsync(StartsWithin);
            return service;
        }
        catch (TimeoutException)
        {
            await service.DisposeAsync();
            throw new BenchRefusedException(service.Explain($"did not say '{readyWhen}' within {StartsWithin.TotalSeconds:0} s"));
        }
    }

    /// <summary>Runs <c>dotnet {assembly} {arguments}</c> to its end and answers what it wrote.</summary>
    public static async Task<string> Run(string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        using var process = Process.Start(Command(assembly, arguments, environment))!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new BenchRefusedException($"{Path.GetFileName(assembly)} ended with {process.ExitCode}: {await errors}");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo Command(string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private void Hear(string? line, string readyWhen)
    {
        if (line is null)
        {
            return;
        }

        lock (_firstLines)
        {
            if (_firstLines.Count < 10)
            {
                _firstLines.Add(line);
            }
        }

        if (line.StartsWith(readyWhen, StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }

    private string Explain(string what)
    {
        lock (_firstLines)
        {
            return $"a process {what}: {string.Join(" | ", _firstLines)}";
        }
    }
}
