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

    /// <summary>Begins it and waits until it is over. Leaves nothing frozen or paused, also when cancelled. Says in a few words what was hit.</summary>
    public abstract Task<string> Throw(FaultScene scene, CancellationToken cancellation);
}

/// <summary>Where a fault happens.</summary>
/// <param name="Pick">0 to 1: chooses whom it hits.</param>
/// <param name="Lasting">How long it lasts, where it has a length.</param>
internal sealed record FaultScene(LocalSystem System, double Pick, TimeSpan Lasting)
{
    /// <summary>The one that is hit: of the silos that run at this moment. Null when none does.</summary>
    public ProductProcess? Victim
    {
        get
        {
            var running = System.Silos.Where(silo => silo.Running).ToList();
            return running.Count == 0 ? null : running[Math.Min((int)(Pick * running.Count), running.Count - 1)];
        }
    }
}
