using AfterSales.LoadTests.Systems.Processes;
using AfterSales.LoadTests.Systems.Receiving;

namespace AfterSales.LoadTests.Systems;

/// <summary>What operations, or fate, do to the processes. A single process is spoken to by itself.</summary>
internal sealed partial class LocalSystem
{
    /// <summary>All silos of the system, running or not, in the order they were added.</summary>
    public ImmutableArray<ProductProcess> Silos => [.. _processes.Where(process => process.Spec.IsSilo)];

    /// <summary>Those that it has from its start, running or not, in the same order always; nobody who joined.</summary>
    public ImmutableArray<ProductProcess> OwnSilos => [.. Silos.Take(_options.Silos)];

    /// <summary>SIGKILL for every process at once.</summary>
    public Task KillAll() => Task.WhenAll(_processes.Select(process => process.Kill()));

    /// <summary>Starts every process that does not run, and waits until all are ready.</summary>
    public Task StartAll(CancellationToken cancellation) => StartTogether(_processes, cancellation);

    /// <summary>One silo more.</summary>
    public async Task<ProductProcess> Join(CancellationToken cancellation) => (await StartMore(1, SiloRole, cancellation))[0];

    /// <summary>Takes a process away for good, gracefully; its address is none of the system's any more.</summary>
    public async Task Leave(ProductProcess process)
    {
        await process.Stop();
        ImmutableInterlocked.Update(ref _processes, (all, gone) => all.Remove(gone), process);
        await process.DisposeAsync();
    }

    /// <summary>As it was at its start: nothing frozen, everything running and ready, nobody who joined later, webhooks answered.</summary>
    public async Task Heal(CancellationToken cancellation)
    {
        if (Receiver is { } receiver)
        {
            receiver.Manner = ReceiverManner.Answers;
        }

        foreach (var process in _processes)
        {
            process.Thaw();
        }

        foreach (var guest in Silos.Skip(_options.Silos))
        {
            await Leave(guest);
        }

        await StartAll(cancellation);
    }
}
