using System.Numerics;
using AfterSales.Agents;
using AfterSales.Streams;

namespace AfterSales.Queues;

/// <summary>
/// Rebuilds the shard from the read model, and its agents again when the definition changed. What is told meanwhile is kept: the newer version wins.
/// Nothing is decided before the first load.
/// </summary>
internal sealed class ShardLoader(ShardWork work, QueueConfiguration configuration, AgentWaker waker)
{
    private const int Slice = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Continuations are turns of the actor in any case; asked to run them elsewhere, WaitAsync would leave its scheduler for the thread pool.
    private readonly TaskCompletionSource _loaded = new();
    private bool _loading;

    public bool IsLoaded { get; private set; }

    /// <summary>Starts what is to be loaded, unless it is already under way.</summary>
    public void Start()
    {
        if (!_loading && (!IsLoaded || configuration.AgentsWanted))
        {
            _loading = true;
            _ = Load();
        }
    }

    /// <summary>Waits for the first load for a while.</summary>
    public async Task<Failure?> Ready()
    {
        Start();
        try
        {
            await _loaded.Task.WaitAsync(Patience, work.Services.Time, work.Stopping);
            return null;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return StorageFailures.Unavailable;
        }
    }

    private async Task Load()
    {
        try
        {
            for (var failures = 0; !await Try(failures); failures++)
            {
                await work.BackOff(failures);
            }
        }
        catch (OperationCanceledException)
        {
            // The activation is over.
        }
        finally
        {
            _loading = false;
        }

        work.Pump();
    }

    private async Task<bool> Try(int failures)
    {
        try
        {
            await Task.Yield();
            configuration.AgentsWanted = false;
            var agents = await work.Services.View.LoadAgents(work.Stopping);
            configuration.Apply(work.Now);
            foreach (var status in agents)
            {
                work.Shard.Observe(status, work.Now);
            }

            if (!IsLoaded)
            {
                await LoadWaiting(agents);
            }

            return true;
        }
        catch (Exception exception) when (!work.Stopping.IsCancellationRequested)
        {
            configuration.AgentsWanted = true;
            if (BitOperations.IsPow2(failures + 1))
            {
                QueueLog.NotLoaded(work.Logger, exception, work.Queue, failures + 1);
            }

            return false;
        }
    }

    private async Task LoadWaiting(IReadOnlyList<AgentStatus> agents)
    {
        var waiting = await work.Services.View.LoadWaiting(work.Queue, work.Stopping);
        for (var from = 0; from < waiting.Count; from += Slice)
        {
            // In slices: other turns are let in between.
            work.Shard.Load(waiting.Skip(from).Take(Slice), work.Now);
            await Task.Yield();
        }

        IsLoaded = true;
        _loaded.TrySetResult();
        QueueLog.Loaded(work.Logger, work.Queue, waiting.Count, agents.Count);

        if (work.Shard.Definition is not null)
        {
            // Leases of a shard or silo that died are judged by the agents' actors, once these are awake.
            waker.Wake(agents.Where(agent => agent.Holds).Select(agent => agent.AgentId));
        }
    }
}
