using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Systems.Processes;

namespace AfterSales.LoadTests.Chaos.Faults;

/// <summary>Something that goes wrong while callers work.</summary>
/// <param name="Name">As <c>--fault</c> takes it.</param>
/// <param name="What">What it does and when it ends, in a few words.</param>
internal abstract record Fault(string Name, string What)
{
    /// <summary>It needs a PostgreSQL of the run's own.</summary>
    public virtual bool NeedsServer => false;

    /// <summary>It needs silos that go on without the one it takes away.</summary>
    public virtual bool NeedsSilos => false;

    /// <summary>What it took away or added is put right when arrivals end and not before: what callers see later does not belong to it.</summary>
    public virtual bool LastsToTheEnd => false;

    /// <summary>Seconds that it commonly takes by itself, beside its length: starts of processes above all.</summary>
    public virtual double Takes => 0;

    /// <summary>Callers see nothing of it, so that another fault beside it can still be measured.</summary>
    public virtual bool Unseen => false;

    /// <summary>Begins it and waits until it is over. Leaves nothing frozen or paused, also when cancelled. Says what was hit, or that nothing was.</summary>
    public abstract Task<FaultHit> Throw(FaultScene scene, CancellationToken cancellation);
}

/// <summary>Where a fault happens.</summary>
/// <param name="Pick">0 to 1: chooses whom it hits.</param>
/// <param name="Lasting">How long it lasts, where it has a length.</param>
internal sealed record FaultScene(LocalSystem System, double Pick, TimeSpan Lasting)
{
    /// <summary>The one that is hit. Null when no silo runs.</summary>
    public ProductProcess? Victim
    {
        get
        {
            var silos = System.OwnSilos;
            return Place(Pick, [.. silos.Select(silo => silo.Running)]) is { } place ? silos[place] : null;
        }
    }

    /// <summary>
    /// The seed chooses among all silos, running or not: who is hit does not depend on who happens to run. Where that one does not run, it is the next that does.
    /// </summary>
    public static int? Place(double pick, ImmutableArray<bool> running)
    {
        var first = Math.Min((int)(pick * running.Length), running.Length - 1);
        return Enumerable.Range(first, running.Length).Select(n => (int?)(n % running.Length)).FirstOrDefault(place => running[place!.Value]);
    }
}

/// <summary>What became of a throw.</summary>
/// <param name="What">What was hit, or why nothing was, in a few words.</param>
/// <param name="Happened">A fault that hit nothing proves nothing.</param>
internal readonly record struct FaultHit(string What, bool Happened)
{
    public static FaultHit Of(string what) => new(what, true);

    public static FaultHit None(string why) => new(why, false);
}
