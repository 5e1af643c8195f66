using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.ReadModel;

/// <summary>
/// Writes a dirty set every flush interval. A database that is away makes the rows wait (up to the set's maximum), never the commands. On
/// shutdown it writes what is left, in bounded time.
/// </summary>
internal sealed partial class DirtySetFlusher<TRow>(
    DirtySet<TRow> set,
    IRowWriter<TRow> writer,
    IOptions<ReadModelOptions> options,
    TimeProvider time,
    ReadModelMetrics metrics,
    ILogger<DirtySetFlusher<TRow>> logger) : BackgroundService
    where TRow : class
{
    private const int MaxBackOffMilliseconds = 2_000;

    private readonly ReadModelOptions _options = options.Value;
    private int _failures;

    /// <summary>Writes as many as wait now, batch by batch; false when it failed and the rows wait again.</summary>
    public async Task<bool> Flush(CancellationToken cancellationToken)
    {
        var left = set.Count;
        while (left > 0 && set.Take(Math.Min(left, _options.FlushBatch)) is { Length: > 0 } rows)
        {
            try
            {
                await Write(rows, cancellationToken);
            }
            catch (Exception error)
            {
                set.PutBack(rows);
                metrics.Failed(set.Name);
                if (_failures++ == 0 && !cancellationToken.IsCancellationRequested)
                {
                    LogFailed(logger, set.Name, left, error);
                }

                return false;
            }

            set.Written();
            left -= rows.Length;
        }

        if (_failures > 0)
        {
            LogRecovered(logger, set.Name, _failures);
            _failures = 0;
        }

        return true;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(_options.DrainSeconds));
        await Flush(limit.Token);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await set.WaitForWork(stoppingToken);
                var delay = _failures == 0
                    ? _options.FlushIntervalMilliseconds
                    : Math.Min(MaxBackOffMilliseconds, _options.FlushIntervalMilliseconds << Math.Min(_failures, 10));
                await Task.Delay(TimeSpan.FromMilliseconds(delay), time, stoppingToken);
                await Flush(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The rest is written by StopAsync, which runs even when this loop never came to start.
        }
    }

    private Task Write(ArraySegment<TRow> rows, CancellationToken cancellationToken) => RowHalving.Write(
        rows,
        async part =>
        {
            var started = time.GetTimestamp();
            await writer.Write(part, cancellationToken);
            metrics.Flushed(set.Name, part.Count, time.GetElapsedTime(started));
        },
        (row, error) =>
        {
            // The follower meets the same row and parks it; here the other rows go on.
            LogBadRow(logger, set.Name, set.IdOf(row), set.VersionOf(row), error);
            metrics.Dropped(set.Name, 1);
        });
}
