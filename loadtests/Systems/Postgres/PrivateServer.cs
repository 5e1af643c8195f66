using System.Diagnostics;
using System.Globalization;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems.Processes;

namespace AfterSales.LoadTests.Systems.Postgres;

/// <summary>A PostgreSQL server that belongs to this run, so that it may be crashed, paused and pinned.</summary>
/// <param name="programs">Folder of <c>pg_ctl</c>.</param>
/// <param name="data">Its data folder.</param>
internal sealed class PrivateServer(string programs, string data)
{
    private const string ProgramsVariable = "AFTERSALES_PG_BIN";
    private const string DataVariable = "AFTERSALES_PG_DATA";

    /// <summary>The server that <c>./bench</c> started; null when it is somebody else's.</summary>
    public static PrivateServer? Find() =>
        Environment.GetEnvironmentVariable(ProgramsVariable) is { Length: > 0 } programs && Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 } data
            ? new PrivateServer(programs, data)
            : null;

    /// <summary>Id of the postmaster; null while it is restarted.</summary>
    public int? Postmaster
    {
        get
        {
            try
            {
                return int.Parse(File.ReadLines(Path.Combine(data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
            }
            catch (Exception failure) when (failure is IOException or FormatException or InvalidOperationException)
            {
                return null;
            }
        }
    }

    /// <summary>A crash and a start with the same options: nothing in memory survives, and the log is replayed.</summary>
    public Task Restart() => Program("pg_ctl", "-D", data, "-s", "-w", "-t", "120", "-m", "immediate", "-l", Path.Combine(data, "..", "postgres.log"), "restart");

    /// <summary>Stops every process of the server where it is.</summary>
    /// <returns>Whether there was a server to stop.</returns>
    public bool Pause()
    {
        // The postmaster first, so that it makes no process that would go on.
        if (Postmaster is not { } postmaster || !Signals.Stop(postmaster))
        {
            return false;
        }

        foreach (var child in ProcessTree.ChildrenOf(postmaster))
        {
            Signals.Stop(child);
        }

        return true;
    }

    public void Continue()
    {
        if (Postmaster is not { } postmaster)
        {
            return;
        }

        foreach (var child in ProcessTree.ChildrenOf(postmaster).Append(postmaster))
        {
            Signals.Continue(child);
        }
    }

    /// <summary>Binds all its processes, and those that it will make, to some processors.</summary>
    public async Task Pin(string cores)
    {
        if (Postmaster is not { } postmaster)
        {
            return;
        }

        foreach (var process in ProcessTree.ChildrenOf(postmaster).Prepend(postmaster))
        {
            await Run("taskset", "-a", "-p", "-c", cores, process.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>PostgreSQL refuses root.</summary>
    private Task<int> Program(string name, params string[] arguments) => Environment.UserName == "root"
        ? Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "env", "HOME=/", Path.Combine(programs, name), .. arguments])
        : Run(Path.Combine(programs, name), arguments);

    private static async Task<int> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        // A process that went away between listing and pinning is no failure.
        return process.ExitCode == 0 || program == "taskset"
            ? process.ExitCode
            : throw new BenchRefusedException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
