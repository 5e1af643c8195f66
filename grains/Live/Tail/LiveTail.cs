using System.Numerics;
using AfterSales.Followers;
using AfterSales.Log;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Live;

/// <summary>
/// The one reader of the end of the log in this process. Reads only while somebody listens: it begins at the end of the log when the first subscriber
/// comes. The cursor moves under the same lock under which subscribers come and are given rows, so each gets every row after the place he came at, once.
/// </summary>
internal sealed partial class LiveTail : BackgroundService
{
    private readonly ILogReader _reader;
    private readonly ILiveLog _log;
    private readonly LiveMetrics _metrics;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<LiveTail> _logger;
    private readonly Lock _lock = new();
    private readonly SubscriberIndex _subscribers = new();
    private TaskCompletionSource _wanted = NewSignal();
    private LogCursor? _cursor;
    private bool _stopped;
    private long _markedAt;
    private int _failures;

    public LiveTail(
        ILogReader reader, ILiveLog log, LiveMetrics metrics, IOptions<LiveOptions> options, TimeProvider time, ILogger<LiveTail> logger)
    {
        (_reader, _log, _metrics, _options, _time, _logger) = (reader, log, metrics, options.Value, time, logger);
        _markedAt = time.GetTimestamp();
        metrics.ObserveSubscribers(() => _subscribers.Count);
    }

    /// <summary>Nobody listens, and nothing is read.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _cursor is null;
            }
        }
    }

    /// <summary>Every stream ends first, also when the loop never came to start.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        Stop();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Wanted().WaitAsync(stoppingToken);
                if (!await Advance(stoppingToken))
                {
                    var delay = _failures == 0 ? _options.PollMilliseconds : Math.Min(_options.MaxBackOffMilliseconds, _options.PollMilliseconds << Math.Min(_failures, 12));
                    await Task.Delay(TimeSpan.FromMilliseconds(delay), _time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            Stop();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task Wanted()
    {
        lock (_lock)
        {
            return _wanted.Task;
        }
    }

    /// <summary>Reads and hands out one page; true when there may be more at once.</summary>
    private async Task<bool> Advance(CancellationToken cancellationToken)
    {
        LogCursor from;
        lock (_lock)
        {
            if (_subscribers.Count == 0)
            {
                _cursor = null;
                _wanted = NewSignal();
                return true;
            }

            from = _cursor!.Value;
        }

        try
        {
            var rows = await _reader.Read(from, _options.PageSize, cancellationToken);
            HandOut(rows);
            _failures = 0;
            return rows.Count == _options.PageSize;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody is told: what happens meanwhile is handed out as soon as the log can be read again.
            if (BitOperations.IsPow2(++_failures))
            {
                LogFailed(_logger, _failures, error);
            }

            return false;
        }
    }

    private void HandOut(IReadOnlyList<LoggedRow> rows)
    {
        lock (_lock)
        {
            foreach (var logged in rows)
            {
                var row = new LiveRow(logged);
                foreach (var subscriber in _subscribers.Of(row))
                {
                    Offer(subscriber, row.Cursor, row.For(subscriber.CustomerView));
                }

                _cursor = row.Cursor;
            }

            if (_time.GetElapsedTime(_markedAt) >= TimeSpan.FromSeconds(_options.MarkSeconds))
            {
                Mark(_cursor!.Value);
            }
        }
    }

    private void Mark(LogCursor cursor)
    {
        _markedAt = _time.GetTimestamp();
        var mark = new LiveEvent(ExportCursor.ToText(cursor), LiveEventTypes.Mark, "");
        foreach (var subscriber in _subscribers.All.ToArray())
        {
            Offer(subscriber, cursor, mark);
        }
    }

    private void Offer(Subscriber subscriber, LogCursor cursor, LiveEvent? live)
    {
        if (live is null)
        {
            return;
        }

        if (subscriber.Offer(cursor, live))
        {
            _metrics.Delivered();
        }
        else
        {
            _subscribers.Remove(subscriber);
            _metrics.Dropped();
            LogDropped(_logger, subscriber.Topic.ToString());
        }
    }

    private void Stop()
    {
        lock (_lock)
        {
            _stopped = true;
            foreach (var subscriber in _subscribers.All)
            {
                subscriber.End();
            }
        }
    }

    [LoggerMessage(2600, LogLevel.Warning, "The log could not be read {Failures} times in a row; live streams wait")]
    private static partial void LogFailed(ILogger logger, int failures, Exception error);

    [LoggerMessage(2601, LogLevel.Information, "A reader of {Topic} was too slow and is dropped; he may resume")]
    private static partial void LogDropped(ILogger logger, string topic);
}
