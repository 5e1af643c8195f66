using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Storage;
using AfterSales.Streams;
using AfterSales.Time;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace AfterSales.Queues;

/// <summary>The actor of the one list of queues: keeps it in grain storage. Who may change it is decided at the API.</summary>
internal sealed class QueueCatalogGrain(
    [PersistentState("queues", GrainStorageNames.Catalog)] IPersistentState<QueueCatalogState> stored,
    IPolicySource policies,
    ICalendarSource calendars,
    IBusinessClock clock,
    ILogger<QueueCatalogGrain> logger) : Grain, IQueueCatalogGrain
{
    /// <summary>A case may reach a removed queue late, from a process that did not know yet; after so long every one has been routed anew.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromDays(7);

    private static readonly TimeSpan Often = TimeSpan.FromSeconds(30);

    private DateTimeOffset _woken;

    private RoutingPolicy Policy => policies.Current.Routing.Policy;

    public Task<Outcome<QueueCatalogDocument>> GetAll()
    {
        WakeRemoved();
        return Task.FromResult<Outcome<QueueCatalogDocument>>(QueueChanges.Document(stored.State));
    }

    public async Task<Outcome<QueueDocument>> Put(string queueId, QueueDefinition definition, CallContext context)
    {
        if (definition.Calendar is { } calendar && !calendars.Current.Has(calendar))
        {
            // It may be too new for this process.
            await calendars.Refresh();
        }

        var changed = QueueChanges.Put(stored.State, queueId, definition, Policy, calendars.Current, context, clock.Now);
        if (!changed.Succeeded)
        {
            return changed.Failure;
        }

        var (answer, next) = changed.Value;
        if (next is not null && await Write(next) is { } failure)
        {
            return failure;
        }

        QueueLog.Stored(logger, answer.Id, answer.Version);
        return answer;
    }

    public async Task<Outcome<QueueDocument>> Remove(string queueId, bool requeue, CallContext context)
    {
        var changed = QueueChanges.Remove(stored.State, queueId, Policy, context, clock.Now);
        if (!changed.Succeeded)
        {
            return changed.Failure;
        }

        var (answer, next) = changed.Value;
        if (next is null)
        {
            return answer;
        }

        if (!requeue && await Occupied(queueId) is { } occupied)
        {
            return occupied;
        }

        if (await Write(next) is { } failure)
        {
            return failure;
        }

        QueueLog.Removed(logger, queueId);
        return answer;
    }

    private async Task<Failure?> Occupied(string queueId)
    {
        try
        {
            var stats = await GrainFactory.GetGrain<IQueueGrain>(QueueKeys.Of(queueId)).GetStats();
            return !stats.Succeeded ? stats.Failure
                : stats.Value.Waiting == 0 ? null
                : new Failure(
                    FailureCodes.ActionNotPossible, $"{stats.Value.Waiting} cases wait in it; ask for them to be requeued, or wait until they are served.");
        }
        catch (Exception exception)
        {
            QueueLog.NotAsked(logger, exception, queueId);
            return StorageFailures.Unavailable;
        }
    }

    private async Task<Failure?> Write(QueueCatalogState next)
    {
        try
        {
            stored.State = next;
            await stored.WriteStateAsync();
            return null;
        }
        catch (Exception exception)
        {
            // What is stored now is unknown to this activation: the next one reads it.
            DeactivateOnIdle();
            QueueLog.NotStored(logger, exception);
            return exception is InconsistentStateException ? StorageFailures.VersionConflict : StorageFailures.OutcomeUnknown;
        }
    }

    /// <summary>Nobody else wakes the shard of a queue that is on no list; its waiting cases must not be stranded by a restart.</summary>
    private void WakeRemoved()
    {
        var now = clock.Now;
        if (now - _woken < Often)
        {
            return;
        }

        _woken = now;
        foreach (var removed in stored.State.Removed.OrEmpty().Where(removed => now - removed.At < Watched))
        {
            _ = Wake(removed.Id);
        }
    }

    private async Task Wake(string queueId)
    {
        try
        {
            await GrainFactory.GetGrain<IQueueGrain>(QueueKeys.Of(queueId)).Pulse();
        }
        catch (Exception exception)
        {
            QueueLog.NotAsked(logger, exception, queueId);
        }
    }
}
