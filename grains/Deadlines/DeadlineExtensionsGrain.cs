using AfterSales.Policies;
using AfterSales.Storage;
using AfterSales.Streams;
using AfterSales.Tickets;
using AfterSales.Time;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace AfterSales.Deadlines;

/// <summary>
/// The actor of the one list of extensions: stores what is asked for before it answers, then works on it beside other requests. Who may ask is decided at
/// the API.
/// </summary>
internal sealed class DeadlineExtensionsGrain(
    [PersistentState("extensions", GrainStorageNames.Catalog)] IPersistentState<ExtensionsState> stored,
    IOpenDeadlines open,
    IPolicySource policies,
    IBusinessClock clock,
    TimeProvider time,
    IGrainFactory grains,
    ILogger<DeadlineExtensionsGrain> logger) : Grain, IDeadlineExtensionsGrain, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(3);

    private readonly ExtensionWork _work = new(open, grains, time, logger);
    private IGrainTimer? _timer;
    private long _storedAt;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Arm();
        return Task.CompletedTask;
    }

    public void Dispose() => _work.Dispose();

    public async Task<Outcome<bool>> Knows(string rule)
    {
        if (policies.Current.Deadlines.Policy.Rules.OrEmpty().Any(known => known.Name == rule))
        {
            return true;
        }

        try
        {
            return await open.Has(rule, CancellationToken.None);
        }
        catch (Exception exception)
        {
            DeadlineLog.NotRead(logger, exception);
            return StorageFailures.Unavailable;
        }
    }

    public async Task<Outcome<ExtensionReply>> Extend(string rule, ImmutableArray<TicketKind> kinds, TimeSpan by, string reason, CallContext context)
    {
        var isRule = await Knows(rule);
        if (!isRule.Succeeded)
        {
            return isRule.Failure;
        }

        var asked = new DeadlineExtension(context.CommandId.Value, rule, kinds, by, clock.Now, context.Caller.Subject);
        var answer = await Change(asked.Id, ExtensionChanges.Extend(stored.State, asked, reason, isRule.Value, context.CommandId));
        if (answer is { Succeeded: true, Value.Replayed: false })
        {
            DeadlineLog.Asked(logger, answer.Value.Status.Extension.Id, rule);
        }

        return answer;
    }

    public async Task<Outcome<ExtensionReply>> Undo(Guid extensionId, CallContext context)
    {
        var answer = await Change(extensionId, ExtensionChanges.Undo(stored.State, extensionId, context.CommandId));
        if (answer is { Succeeded: true, Value.Replayed: false })
        {
            DeadlineLog.Undone(logger, extensionId);
        }

        return answer;
    }

    public Task<Outcome<ImmutableArray<ExtensionStatus>>> List() =>
        Task.FromResult<Outcome<ImmutableArray<ExtensionStatus>>>(stored.State.Extensions.OrEmpty().Reverse().ToImmutableArray());

    public Task Pulse()
    {
        Arm();
        return Task.CompletedTask;
    }

    private async Task<Outcome<ExtensionReply>> Change(Guid extensionId, Outcome<(ExtensionReply Answer, ExtensionsState? Next)> changed)
    {
        if (!changed.Succeeded)
        {
            return changed.Failure;
        }

        var (answer, next) = changed.Value;
        if (next is not null)
        {
            if (stored.State.Find(extensionId) is null or { State: ExtensionState.Done })
            {
                _work.Settled(extensionId);
            }

            if (await Write(next) is { } failure)
            {
                return failure;
            }
        }

        Arm();
        return answer;
    }

    private void Arm()
    {
        if (_timer is null && stored.State.Running() is not null)
        {
            _timer = this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(TimeSpan.Zero, Pause) { KeepAlive = true });
        }
    }

    /// <summary>Waits for storage at most: cases that hang keep nobody who asks waiting.</summary>
    private async Task Tick()
    {
        if (stored.State.Running() is null)
        {
            _timer?.Dispose();
            _timer = null;
        }
        else if (_work.Go(stored.State) is { } status)
        {
            await Record(status);
        }
    }

    private async Task Record(ExtensionStatus status)
    {
        var done = status.State == ExtensionState.Done;
        if (!done && time.GetElapsedTime(_storedAt) < Often)
        {
            return;
        }

        _storedAt = time.GetTimestamp();
        if (await Write(ExtensionChanges.With(stored.State, status)) is null && done)
        {
            DeadlineLog.Done(logger, status.Extension.Id, status.Undone, status.Changed, status.Cases);
        }
    }

    private async Task<Failure?> Write(ExtensionsState next)
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
            DeadlineLog.NotStored(logger, exception);
            return exception is InconsistentStateException ? StorageFailures.VersionConflict : StorageFailures.OutcomeUnknown;
        }
    }
}
