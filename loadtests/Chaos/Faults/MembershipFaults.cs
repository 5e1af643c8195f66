namespace AfterSales.LoadTests.Chaos.Faults;

internal sealed record RollingRestart() : Fault("rolling-restart", "every silo is stopped gracefully and started again, one after the other")
{
    public override double Takes => 12;

    public override async Task<FaultHit> Throw(FaultScene scene, CancellationToken cancellation)
    {
        var restarted = 0;
        foreach (var silo in scene.System.Silos.Where(silo => silo.Running))
        {
            await silo.Stop();
            await silo.Start();
            await silo.Ready(cancellation);
            restarted++;
        }

        return restarted > 0 ? FaultHit.Of($"{restarted} one after the other") : FaultHit.None("nobody ran");
    }
}

internal sealed record Join() : Fault("join", "one silo more; it leaves again when arrivals end")
{
    public override double Takes => 5;

    public override bool NeedsSilos => true;

    public override bool LastsToTheEnd => true;

    public override async Task<FaultHit> Throw(FaultScene scene, CancellationToken cancellation) => FaultHit.Of((await scene.System.Join(cancellation)).Spec.Name);
}

internal sealed record Leave() : Fault("leave", "one silo leaves gracefully; it comes back when arrivals end")
{
    public override bool NeedsSilos => true;

    public override bool LastsToTheEnd => true;

    public override async Task<FaultHit> Throw(FaultScene scene, CancellationToken cancellation)
    {
        if (scene.Victim is not { } victim)
        {
            return FaultHit.None("nobody ran");
        }

        await victim.Stop();
        return FaultHit.Of(victim.Spec.Name);
    }
}
