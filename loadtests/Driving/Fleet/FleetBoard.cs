using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.Driving.Fleet;

/// <summary>Who takes part, how far each is, and what came of it. Safe from any thread.</summary>
internal sealed class FleetBoard(ImmutableArray<DriverTask> tasks)
{
    /// <summary>Time for the start to be known everywhere.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Seat> _seats = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset At, long Operations, HistogramCounts Recent)> _recent = new();
    private readonly TaskCompletionSource<DateTimeOffset> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _stop;
    private bool _enough;

    public Task<DateTimeOffset> Started => _started.Task;

    public Task Finished => _finished.Task;

    /// <summary>Shares that nobody has taken yet.</summary>
    public int Missing
    {
        get
        {
            lock (_lock)
            {
                return tasks.Length - _seats.Count;
            }
        }
    }

    public ImmutableArray<DriverResult> Results
    {
        get
        {
            lock (_lock)
            {
                return [.. tasks.Where(task => _seats.ContainsKey(task.Driver)).Select(task => _seats[task.Driver].Result).OfType<DriverResult>()];
            }
        }
    }

    /// <summary>The next share; null when all are taken.</summary>
    public DriverTask? Join(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_seats.Count == tasks.Length)
            {
                return null;
            }

            var task = tasks[_seats.Count];
            _seats.Add(task.Driver, new Seat(new DriverProgress("preparing", 0), now, null));
            return task;
        }
    }

    public FleetOrder Tell(string driver, DriverProgress progress, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_seats.TryGetValue(driver, out var seat))
            {
                return new FleetOrder(null, Stop: true);
            }

            _seats[driver] = seat with { Progress = progress, Heard = now };
            if (progress.Operations != seat.Progress.Operations)
            {
                _recent.Enqueue((now, _seats.Values.Sum(other => other.Progress.Operations), progress.Recent));
            }

            while (_recent.Count > 1 && _recent.Peek().At < now - Window)
            {
                _recent.Dequeue();
            }

            if (_seats.Count == tasks.Length && _seats.Values.All(other => other.Progress.Phase == "ready"))
            {
                _started.TrySetResult(now + Notice);
            }

            return new FleetOrder(_started.Task.IsCompleted ? UnixMicros(_started.Task.Result) : null, _stop, _enough);
        }
    }

    public bool Knows(string driver)
    {
        lock (_lock)
        {
            return _seats.ContainsKey(driver);
        }
    }

    /// <summary>False: nobody of that name takes part.</summary>
    public bool Finish(string driver, DriverResult result)
    {
        lock (_lock)
        {
            if (!_seats.TryGetValue(driver, out var seat))
            {
                return false;
            }

            _seats[driver] = seat with { Result = result };
            if (_seats.Count == tasks.Length && _seats.Values.All(seat => seat.Result is not null))
            {
                _finished.TrySetResult();
            }

            return true;
        }
    }

    /// <summary>Everybody is to end now and to deliver what there is.</summary>
    public void Enough()
    {
        lock (_lock)
        {
            _enough = true;
        }
    }

    public void Stop()
    {
        lock (_lock)
        {
            _stop = true;
        }
    }

    /// <summary>A driver that has not been heard of for so long; null: none.</summary>
    public string? Silent(DateTimeOffset now, TimeSpan atMost)
    {
        lock (_lock)
        {
            return _seats.FirstOrDefault(seat => seat.Value.Result is null && now - seat.Value.Heard > atMost).Key;
        }
    }

    public FleetProgress Progress()
    {
        lock (_lock)
        {
            var seats = _seats.Values.ToArray();
            var phase = _finished.Task.IsCompleted || (seats.Length > 0 && seats.All(seat => seat.Progress.Phase == "done")) ? "collecting"
                : !_started.Task.IsCompleted ? "preparing"
                : seats.Any(seat => seat.Progress.Phase is "ready" or "driving") ? "driving"
                : "draining";
            var latencies = new LatencyHistogram();
            foreach (var (_, _, recent) in _recent)
            {
                latencies.Add(recent);
            }

            var (first, last) = _recent.Count > 1 ? (_recent.Peek(), _recent.Last()) : default;
            return new FleetProgress(phase, phase == "preparing" ? seats.Sum(seat => seat.Progress.Done) / tasks.Length : seats.Min(seat => Part(seat.Progress, phase)))
            {
                Cases = seats.Sum(seat => seat.Progress.Cases),
                Operations = seats.Sum(seat => seat.Progress.Operations),
                Errors = seats.Sum(seat => seat.Progress.Errors),
                PerSecond = _recent.Count > 1 && last.At > first.At ? (last.Operations - first.Operations) / (last.At - first.At).TotalSeconds : 0,
                P99 = latencies.Percentile(0.99).TotalMilliseconds,
            };
        }
    }

    public static long UnixMicros(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static double Part(DriverProgress progress, string phase) => progress.Phase == phase ? progress.Done : phase == "driving" && progress.Phase == "ready" ? 0 : 1;

    private sealed record Seat(DriverProgress Progress, DateTimeOffset Heard, DriverResult? Result);
}
