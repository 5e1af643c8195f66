namespace Orleans.Embedded;

internal sealed partial class EmbeddedEngine
{
    private static readonly TimeSpan LongestSweep = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stopping = new();
    private ITimer? _sweep;
    private ITimer? _collect;
    private bool _stopped;
    private long _coarseNow;

    /// <summary>Time of the last sweep: cheap, and precise enough for ages.</summary>
    public long CoarseNow
    {
        get => Volatile.Read(ref _coarseNow);
        private set => Volatile.Write(ref _coarseNow, value);
    }

    public CancellationToken StoppingToken => _stopping.Token;

    /// <summary>Whether a call made now is refused: from outside since the stop began, from grains since it ended.</summary>
    public bool IsRefusing => _stopping.IsCancellationRequested && (Volatile.Read(ref _stopped) || Request.Current is null);

    /// <summary>Refuses calls from outside, lets grains finish and deactivates them all, those included that were called meanwhile.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using ITimer timer = Clock.Provider.CreateTimer(
            static state => ((CancellationTokenSource)state!).Cancel(), limit, Options.DeactivationTimeout, Timeout.InfiniteTimeSpan);
        Log.Stopping(Logger, All().Length);
        try
        {
            for (Activation[] all = All(); all.Length > 0; all = All())
            {
                foreach (Activation activation in all)
                {
                    activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The process is stopping."), CancellationToken.None);
                }

                await Task.WhenAll(all.Select(static a => a.Deactivated)).WaitAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Log.StoppedLate(Logger, All().Length);
        }

        Volatile.Write(ref _stopped, true);
    }

    public ValueTask DisposeAsync()
    {
        Volatile.Write(ref _stopped, true);
        _sweep?.Dispose();
        _collect?.Dispose();
        return ValueTask.CompletedTask;
    }

    private Activation[] All() => [.. _catalog.Classes.SelectMany(static c => c.Activations)];

    private void StartSweeps()
    {
        TimeSpan twentieth = Options.ResponseTimeout / 20;
        TimeSpan sweep = twentieth < LongestSweep ? twentieth : LongestSweep;
        using AsyncFlowControl flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _sweep = Clock.Provider.CreateTimer(static state => ((EmbeddedEngine)state!).Sweep(), this, sweep, sweep);
        _collect = Clock.Provider.CreateTimer(
            static state => ((EmbeddedEngine)state!).Collect(), this, Options.CollectionQuantum, Options.CollectionQuantum);
    }

    private void Sweep()
    {
        CoarseNow = Clock.Now;
        Timeouts.Sweep();
    }

    private void Collect()
    {
        long now = CoarseNow = Clock.Now;
        foreach (GrainClass grainClass in _catalog.Classes)
        {
            foreach (Activation activation in grainClass.Activations)
            {
                activation.CollectIfIdle(now);
            }
        }
    }
}
