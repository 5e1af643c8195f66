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
        var server = await Prepare();
        await server.Program("initdb", "-D", $"{server._folder}/pg", "-U", "aftersales", "-A", "trust", "-E", "UTF8", "--locale=C");
        await server.Up();
        return server;
    }

    /// <summary>A server from a base backup and the log that was archived since, as it was at a restore point.</summary>
    public static async Task<PrivatePostgres> Recover(string backup, string wal, string target)
    {
        var server = await Prepare();
        await server.Run("cp", "-a", backup, $"{server._folder}/pg");
        await server.Run("touch", $"{server._folder}/pg/recovery.signal");
        await server.Up($"-c restore_command='cp {wal}/%f %p' -c recovery_target_name={target} -c recovery_target_action=promote");
        return server;
    }

    private static async Task<PrivatePostgres> Prepare()
    {
        var programs = Environment.GetEnvironmentVariable("AFTERSALES_TEST_PG_BIN");
        Assert.SkipWhen(programs is null, "AFTERSALES_TEST_PG_BIN is not set: run ./test, or name the folder of PostgreSQL's programs.");
        var folder = Directory.CreateTempSubdirectory("aftersales-api-").FullName;
        if (Environment.UserName == "root")
        {
            await Execute("chown", "postgres:", folder);
        }

        return new PrivatePostgres(folder, programs);
    }

    public Task Up(string settings = "") => Program(
        "pg_ctl", "-D", $"{_folder}/pg", "-s", "-w", "-l", $"{_folder}/log", "-o", $"-c listen_addresses='' -k {_folder} -c max_connections=200 {settings}", "start");

    /// <summary>Starts again and archives its write-ahead log from now on.</summary>
    /// <returns>The folder it is archived to.</returns>
    public async Task<string> ArchiveLog()
    {
        var wal = $"{_folder}/wal";
        await Run("mkdir", wal);
        await Down();
        await Up($"-c archive_mode=on -c archive_command='cp %p {wal}/%f'");
        return wal;
    }

    /// <returns>The folder of the backup.</returns>
    public async Task<string> BaseBackup()
    {
        await Program("pg_basebackup", "-h", _folder, "-U", "aftersales", "-D", $"{_folder}/base", "-X", "stream", "-c", "fast");
        return $"{_folder}/base";
    }

    /// <summary>A custom-format dump of its database, taken while it serves.</summary>
    public Task Dump(string file) => Execute($"{_programs}/pg_dump", "-h", _folder, "-U", "aftersales", "-Fc", "-f", file, "postgres");

    /// <summary>Into its own, empty database.</summary>
    public Task Restore(string file) => Execute($"{_programs}/pg_restore", "-h", _folder, "-U", "aftersales", "-d", "postgres", "--exit-on-error", file);

    /// <summary>Stops at once, as a crash would.</summary>
    public Task Down() => Program("pg_ctl", "-D", $"{_folder}/pg", "-s", "-w", "-m", "immediate", "stop");

    public async ValueTask DisposeAsync()
    {
        await Down();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>initdb and postgres refuse root.</summary>
    private Task Program(string name, params string[] arguments) => Run($"{_programs}/{name}", arguments);

    /// <summary>What is made in its folder must be its own.</summary>
    private Task Run(string program, params string[] arguments) => Environment.UserName == "root"
        ? Execute("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "env", "HOME=/", program, .. arguments])
        : Execute(program, arguments);

    private static async Task Execute(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = "/" };
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode is 0 || arguments.Contains("stop"), $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
