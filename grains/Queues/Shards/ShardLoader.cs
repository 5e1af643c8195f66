using System.Numerics;
using AfterSales.Agents;
using AfterSales.Streams;

namespace AfterSales.Queues;

/// <summary>
/// Rebuilds the shard from the read model, its agents again when the definition changed, and all of it again some seconds after every change of
/// membership and every few minutes (<see cref="ShardReview"/>). What is told meanwhile is kept: the newer version wins. Nothing is decided before the
/// first load.
/// </summary>
internal sealed class ShardLoader(ShardWork work, QueueConfiguration configuration, AgentWaker waker)
{
    private const int Slice = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Agents with open offers who have not answered by then are waited for no longer.</summary>
    private static readonly TimeSpan ReportsWithin = TimeSpan.FromSeconds(2);

    /// <summary>By then the follower has told what was on its way as a silo died.</summary>
    private static readonly TimeSpan AfterChange = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    // Continuations are turns of the actor in any case; asked to run them elsewhere, WaitAsync would leave its scheduler for the thread pool.
    private readonly TaskCompletionSource _loaded = new();
    private readonly ShardReview _review = new(work);
    private bool _loading;
    private bool _wholly = true;
    private long _since;
    private TimeSpan _pause;

    public bool IsLoaded { get; private set; }

    /// <summary>Everything is to be loaded again in a few seconds: there may have been another activation of the shard.</summary>
    public void Again() => (_since, _pause) = (work.Services.Time.GetTimestamp(), AfterChange);

    /// <summary>Starts what is to be loaded, unless it is already under way.</summary>
    public void Start()
    {
        _wholly |= IsLoaded && work.Services.Time.GetElapsedTime(_since) >= _pause;
        if (!_loading && (_wholly || configuration.AgentsWanted))
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

            if (_wholly)
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
        // A change of membership during the query asks for another one after it.
        (_since, _pause) = (work.Services.Time.GetTimestamp(), Period + Spread());
        var waiting = await work.Services.View.LoadWaiting(work.Queue, work.Stopping);
        for (var from = 0; from < waiting.Count; from += Slice)
        {
            // In slices: other turns are let in between.
            work.Shard.Load(waiting.Skip(from).Take(Slice), work.Now);
            await Task.Yield();
        }

        _wholly = false;
        if (IsLoaded)
        {
            _review.Start(waiting);
            return;
        }

        IsLoaded = true;
        _loaded.TrySetResult();
        QueueLog.Loaded(work.Logger, work.Queue, waiting.Count, agents.Count);

        if (work.Shard.Definition is not null)
        {
            // Leases of a shard or silo that died are judged by the agents' actors, once these are awake; of open offers they tell this shard first.
            var offered = agents.Where(agent => agent.HasOpenOffer).Select(agent => agent.AgentId).ToList();
            waker.Wake(offered.Concat(agents.Where(agent => agent.Holds).Select(agent => agent.AgentId)));
            work.Shard.AwaitReports(offered);
            _ = EndAwaiting();
        }
    }

    private async Task EndAwaiting()
    {
        await work.Pause(ReportsWithin).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        work.Shard.AwaitReports([]);
        work.Pump();
    }

    /// <summary>Queues that were loaded together are not loaded together for ever: 0 to 59 seconds.</summary>
    private static TimeSpan Spread() => TimeSpan.FromSeconds(FreshIds.Next().ToByteArray()[^1] % 60);
}
