using Microsoft.Extensions.Logging;

namespace AfterSales.Deadlines;

/// <summary>
/// The extensions that one activation works on, beside its requests: one at a time in the order in which they were asked for, and the next one while that one
/// waits. An undoing begins when nothing that was asked for the extension can reach a case any more, or a late call would put off for good.
/// </summary>
internal sealed class ExtensionWork(IOpenDeadlines open, IGrainFactory grains, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>By then a case has taken a call or never will: longer than a call and what it writes may take together.</summary>
    public static readonly TimeSpan CallsEnd = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly DateTimeOffset _since = time.GetUtcNow();
    private readonly HashSet<Guid> _settled = [];
    private readonly Dictionary<(Guid Id, bool Undone), ExtensionRun> _runs = [];
    private ExtensionRun? _current;
    private Task _step = Task.CompletedTask;

    /// <summary>No earlier activation has calls of this extension under way: it was asked for here, or was done.</summary>
    public void Settled(Guid extensionId) => _settled.Add(extensionId);

    /// <summary>Starts the next step unless one is under way, and tells how far the one before it came; null where that is of no interest any more.</summary>
    public ExtensionStatus? Go(ExtensionsState state)
    {
        var last = _current;
        if (_step.IsCompleted && Next(state) is { } next)
        {
            _current = next;
            _step = Work(next);
        }

        return last is not null && state.IsAtWork(last.Status) ? last.Status : null;
    }

    /// <summary>The activation is over: asks nobody further.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private ExtensionRun? Next(ExtensionsState state)
    {
        // All of them first: an undoing wants to know how its extension went.
        var runs = state.Extensions.OrEmpty().Where(known => known.State == ExtensionState.Running).Select(RunOf).ToArray();
        foreach (var key in _runs.Where(known => !runs.Contains(known.Value)).Select(known => known.Key).ToArray())
        {
            _runs.Remove(key);
        }

        return runs.FirstOrDefault(run => !run.IsPausing && run.Status.State != ExtensionState.Done);
    }

    private ExtensionRun RunOf(ExtensionStatus status)
    {
        var id = status.Extension.Id;
        if (!_runs.TryGetValue((id, status.Undone), out var run))
        {
            run = new ExtensionRun(status, status.Undone ? UndoFrom(id) : DateTimeOffset.MinValue, open, grains, time, logger);
            _runs.Add((id, status.Undone), run);
        }

        return run;
    }

    private DateTimeOffset UndoFrom(Guid id)
    {
        var calls = _settled.Contains(id) ? DateTimeOffset.MinValue : _since;
        return (_runs.TryGetValue((id, false), out var extending) && extending.LastSilence > calls ? extending.LastSilence : calls) + CallsEnd;
    }

    private async Task Work(ExtensionRun run)
    {
        var stopping = _stop.Token;
        try
        {
            var since = time.GetTimestamp();
            do
            {
                await run.Advance(stopping);
            }
            while (!stopping.IsCancellationRequested && !run.IsPausing && run.Status.State != ExtensionState.Done && time.GetElapsedTime(since) < Turn);
        }
        catch (Exception exception)
        {
            run.Rest();
            if (!stopping.IsCancellationRequested)
            {
                DeadlineLog.Stuck(logger, exception, run.Status.Extension.Id);
            }
        }
    }
}
