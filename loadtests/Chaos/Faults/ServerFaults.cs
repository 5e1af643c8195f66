using AfterSales.LoadTests.Systems.Postgres;

namespace AfterSales.LoadTests.Chaos.Faults;

internal sealed record PostgresRestart() : Fault("postgres-restart", "pg_ctl -m immediate restart: a crash of the server and its recovery")
{
    public override double Takes => 3;

    public override bool NeedsServer => true;

    public override async Task<string> Throw(FaultScene scene, CancellationToken cancellation)
    {
        await scene.Server(Name).Restart();
        return "the server";
    }
}

internal sealed record PostgresPause() : Fault("postgres-pause", "SIGSTOP of every process of the server, SIGCONT after some seconds")
{
    public override bool NeedsServer => true;

    public override async Task<string> Throw(FaultScene scene, CancellationToken cancellation)
    {
        var server = scene.Server(Name);
        server.Pause();
        try
        {
            await Task.Delay(scene.Lasting, cancellation);
        }
        finally
        {
            server.Continue();
        }

        return $"the server, {scene.Lasting.TotalSeconds:0.0} s";
    }
}

internal sealed record CutConnections() : Fault("cut-connections", "pg_terminate_backend of all connections, then for some seconds of everyone who is writing or committing")
{
    public override bool NeedsServer => true;

    public override async Task<string> Throw(FaultScene scene, CancellationToken cancellation)
    {
        _ = scene.Server(Name);
        var (all, writing) = await scene.System.Connections.CutFor(scene.Lasting, cancellation);
        return $"{all:N0} connections, {writing:N0} of them between first row and end of commit";
    }
}

internal static class FaultSceneServer
{
    public static PrivateServer Server(this FaultScene scene, string fault) => scene.System.Server ?? throw FaultCatalog.NoServer(fault);
}
