namespace Orleans.Embedded;

internal sealed partial class EmbeddedEngine
{
    private static readonly TimeSpan LongestSweep = TimeSpan.FromMilliseconds(250);

    private readonly ResponseTimeouts _timeouts;
    private readonly ITimer[] _sweeps;
    private readonly CancellationTokenSource _stopping = new();
    private volatile bool _stopped;

    /// <summary>Time of the last sweep: cheap, and precise enough for ages.</summary>
    public long CoarseNow { get; private set; }
    private IEnumerable<Activation> Activations => Catalog.Classes.SelectMany(static c => c.Activations);

    public CancellationToken StoppingToken => _stopping.Token;

    /// <summary>Whether a call made now is refused: from outside since the stop began, from grains since it ended.</summary>
    public bool IsRefusing => _stopping.IsCancellationRequested && (_stopped || Request.Current is null);

    /// <summary>Refuses calls from outside, lets grains finish and deactivates them all, those included that were called meanwhile.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using ITimer timer = Clock.StartTimer(limit.Cancel, Options.DeactivationTimeout, Timeout.InfiniteTimeSpan);
        try
        {
            for (Activation[] all = All(); all.Length > 0; all = All())
            {
                Array.ForEach(all, static a => a.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The process is stopping.")));
                await Task.WhenAll(all.Select(static a => a.Deactivated)).WaitAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Log.StoppedLate(Logger, All().Length);
        }

        _stopped = true;
    }

    public void Dispose()
    {
        _stopped = true;
        Array.ForEach(_sweeps, static timer => timer.Dispose());
        _stopping.Cancel();
    }

    /// <summary>See <see cref="Activation.Crash"/>.</summary>
    public void FailCallsTo(Activation lost) =>
        _timeouts.Fail(request => request.Target == lost, static request => new OrleansMessageRejectionException($"{request.Target.GrainId} is gone."));

    private Activation[] All() => [.. Activations];

    private void Sweep()
    {
        CoarseNow = Clock.Now;
        _timeouts.Sweep();
    }

    private void Collect()
    {
        long now = CoarseNow = Clock.Now;
        foreach (Activation activation in Activations)
        {
            activation.CollectIfIdle(now);
        }
    }
}
