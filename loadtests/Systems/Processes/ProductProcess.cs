using System.Diagnostics;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Systems.Processes;

/// <summary>One process of the product on ports of its own: started, killed, frozen and started again. Safe from any thread.</summary>
internal sealed class ProductProcess(ProcessSpec spec, Action<ProductProcess, int> endedByItself) : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StartedAgainWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(20);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(3) };

    private readonly SemaphoreSlim _one = new(1, 1);
    private Process? _process;
    private int _wanted;

    public ProcessSpec Spec => spec;

    public bool Running => Volatile.Read(ref _wanted) == 1 && _process is { HasExited: false };

    /// <summary>The process's id; null when none runs.</summary>
    public int? Id => Running ? _process?.Id : null;

    /// <summary>Starts it unless it runs; does not wait until it serves.</summary>
    public Task Start() => Alone(() =>
    {
        if (Running)
        {
            return Task.CompletedTask;
        }

        // The shell replaces itself: output goes to the file even while this program is stopped, and the id is the product's. A session of its own:
        // Ctrl-C reaches this program alone, and the system is still there for the audit.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec setsid \"$@\" >>\"$0\" 2>&1", spec.Log, .. spec.Command]);
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) => Ended(process);
        process.Start();
        _process?.Dispose();
        _process = process;
        _wanted = 1;
        if (process.HasExited)
        {
            Ended(process); // Sooner than it was known here.
        }

        return Task.CompletedTask;
    });

    /// <summary>Waits until it answers that it is ready. A process that ends meanwhile and is not started again ends the wait.</summary>
    public async Task Ready(CancellationToken cancellation)
    {
        var since = TimeProvider.System.GetTimestamp();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(ReadyWithin);
        try
        {
            while (!await IsReady(deadline.Token))
            {
                since = Running ? TimeProvider.System.GetTimestamp() : since;
                if (TimeProvider.System.GetElapsedTime(since) > StartedAgainWithin)
                {
                    throw new BenchRefusedException($"{spec.Name} ended before it was ready: {LastLines()}");
                }

                await Task.Delay(AskAgainAfter, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new BenchRefusedException($"{spec.Name} was not ready within {ReadyWithin.TotalSeconds:0} s: {LastLines()}");
        }
    }

    public async Task<bool> IsReady(CancellationToken cancellation)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(spec.Address, "/health/ready"), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public Task Kill() => Alone(() => End(process => process.Kill()));

    /// <summary>SIGTERM, and waits for the end; a process that does not end is killed.</summary>
    public Task Stop() => Alone(() => End(process => Signals.Terminate(process.Id)));

    /// <summary>SIGSTOP: it holds its connections and does nothing.</summary>
    /// <returns>Whether there was a process to stop.</returns>
    public bool Freeze() => _process is { HasExited: false } process && Signals.Stop(process.Id);

    /// <summary>Also one that is being stopped: frozen, it would never end.</summary>
    public void Thaw()
    {
        if (_process is { HasExited: false } process)
        {
            Signals.Continue(process.Id);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process?.Dispose();
        _one.Dispose();
    }

    private async Task End(Action<Process> end)
    {
        Volatile.Write(ref _wanted, 0);
        if (_process is not { HasExited: false } process)
        {
            return;
        }

        end(process);
        try
        {
            await process.WaitForExitAsync().WaitAsync(StopsWithin);
        }
        catch (TimeoutException)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private void Ended(Process process)
    {
        if (ReferenceEquals(process, _process) && Interlocked.Exchange(ref _wanted, 0) == 1)
        {
            endedByItself(this, process.ExitCode);
        }
    }

    private async Task Alone(Func<Task> work)
    {
        await _one.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _one.Release();
        }
    }

    private string LastLines() => File.Exists(spec.Log) ? string.Join(" | ", File.ReadLines(spec.Log).TakeLast(5)) : "it wrote nothing";
}
