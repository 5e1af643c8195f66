namespace AfterSales.LoadTests.Chaos.Faults;

internal sealed record KillOne() : Fault("kill-one", "SIGKILL of one silo; it stays away until arrivals end")
{
    public override bool NeedsSilos => true;

    public override bool LastsToTheEnd => true;

    public override async Task<FaultHit> Throw(FaultScene scene, CancellationToken cancellation)
    {
        if (scene.Victim is not { } victim)
        {
            return FaultHit.None("nobody ran");
        }

        await victim.Kill();
        return FaultHit.Of(victim.Spec.Name);
    }
}

internal sealed record KillAll() : Fault("kill-all", "SIGKILL of every process at once; all are started again at once, on their ports")
{
    public override double Takes => 5;

    public override async Task<FaultHit> Throw(FaultScene scene, CancellationToken cancellation)
    {
        var ran = scene.System.Processes.Any(process => process.Name != "postgres");
        await scene.System.KillAll();
        await scene.System.StartAll(cancellation);
        return ran ? FaultHit.Of("every process") : FaultHit.None("nobody ran");
    }
}

internal sealed record FreezeOne() : Fault("freeze-one", "SIGSTOP of one silo (embedded: of the process), SIGCONT after some seconds")
{
    public override async Task<FaultHit> Throw(FaultScene scene, CancellationToken cancellation)
    {
        if (scene.Victim is not { } victim)
        {
            return FaultHit.None("nobody ran");
        }

        if (!victim.Freeze())
        {
            return FaultHit.None($"{victim.Spec.Name} was gone");
        }

        try
        {
            await Task.Delay(scene.Lasting, cancellation);
        }
        finally
        {
            victim.Thaw();
        }

        return FaultHit.Of($"{victim.Spec.Name}, {scene.Lasting.TotalSeconds:0.0} s");
    }
}
