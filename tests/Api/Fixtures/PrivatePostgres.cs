using System.Diagnostics;
using Xunit;

namespace AfterSales.Tests.Api.Fixtures;

/// <summary>A PostgreSQL server that a test may stop and start; needs the programs that AFTERSALES_TEST_PG_BIN names (./test sets it).</summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _programs;

    private PrivatePostgres(string folder, string programs)
    {
        _folder = folder;
        _programs = programs;
    }

    public string ConnectionString => $"Host={_folder};Username=aftersales;Database=postgres";

    public static async Task<PrivatePostgres> Start()
    {
        var programs = Environment.GetEnvironmentVariable("AFTERSALES_TEST_PG_BIN");
        Assert.SkipWhen(programs is null, "AFTERSALES_TEST_PG_BIN is not set: run ./test, or name the folder of PostgreSQL's programs.");
        var folder = Directory.CreateTempSubdirectory("aftersales-api-").FullName;
        if (Environment.UserName == "root")
        {
            await Run("chown", "postgres:", folder);
        }

        var server = new PrivatePostgres(folder, programs);
        await server.Program("initdb", "-D", $"{folder}/pg", "-U", "aftersales", "-A", "trust", "-E", "UTF8", "--locale=C");
        await server.Up();
        return server;
    }

    public Task Up() => Program(
        "pg_ctl", "-D", $"{_folder}/pg", "-s", "-w", "-l", $"{_folder}/log", "-o", $"-c listen_addresses='' -k {_folder} -c max_connections=200", "start");

    /// <summary>A custom-format dump of its database, taken while it serves.</summary>
    public Task Dump(string file) => Run($"{_programs}/pg_dump", "-h", _folder, "-U", "aftersales", "-Fc", "-f", file, "postgres");

    /// <summary>Into its own, empty database.</summary>
    public Task Restore(string file) => Run($"{_programs}/pg_restore", "-h", _folder, "-U", "aftersales", "-d", "postgres", "--exit-on-error", file);

    /// <summary>Stops at once, as a crash would.</summary>
    public Task Down() => Program("pg_ctl", "-D", $"{_folder}/pg", "-s", "-w", "-m", "immediate", "stop");

    public async ValueTask DisposeAsync()
    {
        await Down();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>initdb and postgres refuse root.</summary>
    private Task Program(string name, params string[] arguments) => Environment.UserName == "root"
        ? Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "env", "HOME=/", $"{_programs}/{name}", .. arguments])
        : Run($"{_programs}/{name}", arguments);

    private static async Task Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = "/" };
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode is 0 || arguments.Contains("stop"), $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
