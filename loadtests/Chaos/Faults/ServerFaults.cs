using AfterSales.LoadTests.Systems.Postgres;

namespace AfterSales.LoadTests.Chaos.Faults;

internal sealed record PostgresRestart() : Fault("postgres-restart", "pg_ctl -m immediate restart: a crash of the server and its recovery")
{
    public override double Takes => 3;

    public override bool NeedsServer => true;

    public override async Task<FaultHit> Throw(FaultScene scene, CancellationToken cancellation)
    {
        await scene.Server(Name).Restart();
        return FaultHit.Of("the server");
    }
}

internal sealed record PostgresPause() : Fault("postgres-pause", "SIGSTOP of every process of the server, SIGCONT after some seconds")
{
    public override bool NeedsServer => true;

    public override async Task<FaultHit> Throw(FaultScene scene, CancellationToken cancellation)
    {
        var server = scene.Server(Name);
        if (!server.Pause())
        {
            return FaultHit.None("the server did not run");
        }

        try
        {
            await Task.Delay(scene.Lasting, cancellation);
        }
        finally
        {
            server.Continue();
        }

        return FaultHit.Of($"the server, {scene.Lasting.TotalSeconds:0.0} s");
    }
}

internal sealed record CutConnections() : Fault("cut-connections", "pg_terminate_backend of all connections, then for some seconds of everyone who is writing or committing")
{
    public override bool NeedsServer => true;

    public override async Task<FaultHit> Throw(FaultScene scene, CancellationToken cancellation)
    {
        _ = scene.Server(Name);
        var (all, writing) = await scene.System.Connections.CutFor(scene.Lasting, cancellation);
        // Nobody caught while writing is the usual end of an idle connection, and not this fault.
        return new FaultHit($"{all:N0} connections, {writing:N0} of them between first row and end of commit", writing > 0);
    }
}

internal static class FaultSceneServer
{
    public static PrivateServer Server(this FaultScene scene, string fault) => scene.System.Server ?? throw FaultCatalog.NoServer(fault);
}
