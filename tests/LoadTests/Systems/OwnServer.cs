using System.Diagnostics;
using AfterSales.LoadTests.Systems.Postgres;

namespace AfterSales.Tests.LoadTests.Systems;

/// <summary>A PostgreSQL server that a test may crash; needs the programs that AFTERSALES_TEST_PG_BIN names (./test sets it).</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private const string Variable = "AFTERSALES_TEST_PG_BIN";
    private readonly string _folder;
    private readonly string _programs;

    private OwnServer(string folder, string programs) => (_folder, _programs) = (folder, programs);

    public PrivateServer Control => new(_programs, $"{_folder}/pg");

    public string ConnectionString => $"Host={_folder};Username=aftersales;Database=postgres;Pooling=false";

    public static async Task<OwnServer> Start()
    {
        var programs = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(programs is null, $"{Variable} is not set: there is no server that may be crashed. Run ./test, or name the folder of PostgreSQL's programs.");
        var folder = Directory.CreateTempSubdirectory("aftersales-own-").FullName;
        if (Environment.UserName == "root")
        {
            await Run("chown", "postgres:", folder);
        }

        var server = new OwnServer(folder, programs);
        await server.Program("initdb", "-D", $"{folder}/pg", "-U", "aftersales", "-A", "trust", "-E", "UTF8", "--locale=C");
        await server.Program("pg_ctl", "-D", $"{folder}/pg", "-s", "-w", "-l", $"{folder}/postgres.log", "-o", $"-c listen_addresses='' -k {folder}", "start");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Control.Continue();
        await Program("pg_ctl", "-D", $"{_folder}/pg", "-s", "-w", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private Task Program(string name, params string[] arguments) => Environment.UserName == "root"
        ? Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "env", "HOME=/", $"{_programs}/{name}", .. arguments])
        : Run($"{_programs}/{name}", arguments);

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
