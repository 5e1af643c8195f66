using AfterSales.Policies;
using AfterSales.Storage;
using AfterSales.Streams;
using AfterSales.Tickets;
using AfterSales.Time;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace AfterSales.Deadlines;

/// <summary>
/// The actor of the one list of extensions: stores what is asked for before it answers, then works on it turn by turn between other requests. Who may ask
/// is decided at the API.
/// </summary>
internal sealed class DeadlineExtensionsGrain(
    [PersistentState("extensions", GrainStorageNames.Catalog)] IPersistentState<ExtensionsState> stored,
    IOpenDeadlines open,
    IPolicySource policies,
    IBusinessClock clock,
    TimeProvider time,
    ILogger<DeadlineExtensionsGrain> logger) : Grain, IDeadlineExtensionsGrain
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(3);

    private IGrainTimer? _timer;
    private ExtensionRun? _run;
    private long _storedAt;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Arm();
        return Task.CompletedTask;
    }

    public async Task<Outcome<ExtensionReply>> Extend(string rule, ImmutableArray<TicketKind> kinds, TimeSpan by, string reason, CallContext context)
    {
        var asked = new DeadlineExtension(context.CommandId.Value, rule, kinds, by, clock.Now, context.Caller.Subject);
        var answer = await Change(ExtensionChanges.Extend(stored.State, asked, reason, policies.Current.Deadlines.Policy, context.CommandId));
        if (answer is { Succeeded: true, Value.Replayed: false })
        {
            DeadlineLog.Asked(logger, answer.Value.Status.Extension.Id, rule);
        }

        return answer;
    }

    public async Task<Outcome<ExtensionReply>> Undo(Guid extensionId, CallContext context)
    {
        var answer = await Change(ExtensionChanges.Undo(stored.State, extensionId, context.CommandId));
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

    private async Task<Outcome<ExtensionReply>> Change(Outcome<(ExtensionReply Answer, ExtensionsState? Next)> changed)
    {
        if (!changed.Succeeded)
        {
            return changed.Failure;
        }

        var (answer, next) = changed.Value;
        if (next is not null && await Write(next) is { } failure)
        {
            return failure;
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

    /// <summary>A turn of its own, and a short one: whoever asks in the meantime waits for it.</summary>
    private async Task Tick()
    {
        if (stored.State.Running() is not { } running)
        {
            _timer?.Dispose();
            (_timer, _run) = (null, null);
            return;
        }

        if (_run is null || _run.Status.Extension.Id != running.Extension.Id || _run.Status.Undone != running.Undone)
        {
            _run = new ExtensionRun(running, open, GrainFactory, time, logger);
            _storedAt = time.GetTimestamp();
        }

        try
        {
            var since = time.GetTimestamp();
            do
            {
                await _run.Advance(CancellationToken.None);
            }
            while (!_run.IsPausing && _run.Status.State != ExtensionState.Done && time.GetElapsedTime(since) < Turn);

            await Record(_run.Status);
        }
        catch (Exception exception)
        {
            DeadlineLog.Stuck(logger, exception, running.Extension.Id);
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
