using System.Numerics;
using AfterSales.Log;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Followers;

/// <summary>
/// Hands the log, slice by slice, to one consumer: at least once, in order, nothing skipped, one process at a time. The cursor is durable and
/// moves only with the lease and only after the consumer is done (architecture.md section 3, log followers).
/// </summary>
internal sealed partial class LogFollower(
    ILogConsumer consumer,
    ILogReader reader,
    FollowerCursors cursors,
    FollowerMetrics metrics,
    IOptions<FollowerOptions> options,
    TimeProvider time,
    ILogger<LogFollower> logger) : BackgroundService
{
    private readonly FollowerOptions _options = options.Value;
    private readonly string _owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
    private int _failures;

    private TimeSpan Lease => TimeSpan.FromMilliseconds(_options.LeaseMilliseconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!await RunOnce(stoppingToken))
            {
                var delay = _failures == 0
                    ? _options.LeaseMilliseconds / 4
                    : Math.Min(_options.MaxBackOffMilliseconds, _options.PollMilliseconds << Math.Min(_failures, 12));
                await Task.Delay(TimeSpan.FromMilliseconds(delay), time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    /// <summary>Follows as long as the lease is ours and slices succeed; true when the consumer is finished for good.</summary>
    private async Task<bool> RunOnce(CancellationToken stoppingToken)
    {
        try
        {
            if (await cursors.Acquire(consumer.Name, _owner, Lease, stoppingToken) is not { } cursor)
            {
                _failures = 0;
                return false;
            }

            try
            {
                LogGained(logger, consumer.Name, cursor.Tx, cursor.Position);
                return await FollowWithLease(cursor, stoppingToken);
            }
            finally
            {
                // Also after a failed slice: a process in better health may take it.
                await Release();
            }
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            _failures++;
            metrics.Failed(consumer.Name);
            if (BitOperations.IsPow2(_failures))
            {
                LogFailed(logger, consumer.Name, _failures, error);
            }

            return false;
        }
    }

    private async Task<bool> FollowWithLease(LogCursor cursor, CancellationToken stoppingToken)
    {
        var progress = new FollowerProgress(time);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var keeper = KeepLease(progress, lost);
        try
        {
            return await Follow(cursor, progress, lost.Token);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !stoppingToken.IsCancellationRequested)
        {
            LogLost(logger, consumer.Name);
            return false;
        }
        finally
        {
            await lost.CancelAsync();
            await keeper;
        }
    }

    private async Task<bool> Follow(LogCursor cursor, FollowerProgress progress, CancellationToken cancellationToken)
    {
        var finished = await consumer.IsFinished(atEnd: false, cancellationToken);
        while (!finished)
        {
            var readAt = progress.Now;
            var slice = await reader.ReadMarks(cursor, _options.SliceSize, cancellationToken);
            var atEnd = slice.Count < _options.SliceSize;
            if (!atEnd && progress.NeedsEnd)
            {
                progress.SawEnd(await cursors.ReadEnd(cancellationToken), readAt);
            }

            if (slice.Count > 0)
            {
                await consumer.Consume(slice, cancellationToken);
                cursor = slice[^1].Cursor;
            }

            progress.Passed(cursor, atEnd ? readAt : null);
            if (slice.Count > 0 && !await cursors.Move(consumer.Name, _owner, cursor, progress.CaughtUp, Lease, cancellationToken))
            {
                LogLost(logger, consumer.Name);
                return false;
            }

            _failures = 0;
            metrics.Followed(consumer.Name, slice.Count);
            if (atEnd)
            {
                finished = await consumer.IsFinished(atEnd: true, cancellationToken);
                await Task.Delay(finished ? 0 : _options.PollMilliseconds, cancellationToken);
            }
        }

        return true;
    }
}
