using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Driving.Fleet;

/// <summary>Looks after the drivers of a run until all have delivered, and ends it when one is lost: a run with a part missing proves nothing.</summary>
/// <param name="board">Who takes part.</param>
/// <param name="join">Where others join; null when nobody is to.</param>
/// <param name="failed">Completes when a local process ended without a result.</param>
/// <param name="inProcess">Drivers of this process.</param>
internal sealed class FleetWatch(FleetBoard board, Uri? join, Task<string> failed, Task inProcess)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Longer than a pause of the collector or a frozen machine, shorter than anybody's patience.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(45);

    /// <summary>A driver that was told to end has this long to deliver.</summary>
    private static readonly TimeSpan DeliversWithin = TimeSpan.FromSeconds(30);

    /// <summary>Answers when the first arrival was due.</summary>
    /// <param name="cancellation">Before the start it gives the run up; after it, it ends the run early.</param>
    public async Task<DateTimeOffset> Run(Action<DateTimeOffset> started, Action<FleetProgress> progress, CancellationToken cancellation)
    {
        DateTimeOffset? startedAt = null;
        DateTimeOffset? endedAt = null;
        while (true)
        {
            var tick = Task.Delay(Tick, endedAt is null ? cancellation : CancellationToken.None);
            await Task.WhenAny(tick, failed, board.Finished, startedAt is null ? board.Started : tick);
            if (cancellation.IsCancellationRequested)
            {
                End(startedAt, endedAt ??= DateTimeOffset.UtcNow, cancellation);
            }

            if (startedAt is null && board.Started.IsCompleted)
            {
                startedAt = await board.Started;
                started(startedAt.Value);
            }

            progress(board.Progress() with { Join = board.Missing > 0 ? join : null });
            if (board.Finished.IsCompleted)
            {
                return startedAt!.Value;
            }

            await ThrowWhenLost();
        }
    }

    private void End(DateTimeOffset? startedAt, DateTimeOffset endedAt, CancellationToken cancellation)
    {
        if (startedAt is null || DateTimeOffset.UtcNow - endedAt > DeliversWithin)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        board.Enough();
    }

    private async Task ThrowWhenLost()
    {
        if (inProcess.IsFaulted)
        {
            await inProcess;
        }

        if (failed.IsCompleted)
        {
            throw new BenchRefusedException(await failed);
        }

        if (board.Silent(DateTimeOffset.UtcNow, LostAfter) is { } lost)
        {
            throw new BenchRefusedException($"Driver {lost} has not been heard of for {LostAfter.TotalSeconds:0} s.");
        }
    }
}
