namespace AfterSales.Tests.Simulation.Machine;

/// <summary>Time that moves only when the world lets the next timer fire. Timers that are due together fire in an order that the seed decides.</summary>
internal sealed class VirtualTime(OwnThread thread, Random ties)
{
    private readonly PriorityQueue<(VirtualTimer Timer, int Stamp), (long Due, int Tie, long Number)> _timers = new();
    private long _number;

    public static DateTimeOffset Start { get; } = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; private set; } = Start;

    public TimeSpan SinceStart => Now - Start;

    public TimeProvider Of(Life life) => new Provider(this, life);

    /// <summary>Calls back once, unless the life ends first.</summary>
    public void After(Life life, TimeSpan delay, Action act) => new VirtualTimer(this, life, act).Change(delay, Timeout.InfiniteTimeSpan);

    /// <summary>Moves to the next timer that is due until then and fires it; false when none is.</summary>
    public bool FireNext(DateTimeOffset until)
    {
        while (_timers.TryPeek(out var next, out var place) && place.Due <= until.Ticks)
        {
            _timers.Dequeue();
            if (next.Timer.IsDue(next.Stamp))
            {
                Now = place.Due > Now.Ticks ? new DateTimeOffset(place.Due, TimeSpan.Zero) : Now;
                next.Timer.Fire();
                return true;
            }
        }

        Now = until > Now ? until : Now;
        return false;
    }

    private void Enqueue(VirtualTimer timer, int stamp, TimeSpan dueIn) =>
        _timers.Enqueue((timer, stamp), ((Now + dueIn).Ticks, ties.Next(), _number++));

    private sealed class Provider(VirtualTime time, Life life) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => time.Now;

        public override long GetTimestamp() => time.Now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new VirtualTimer(time, life, () => callback(state));
            timer.Change(dueTime, period);
            return timer;
        }
    }

    private sealed class VirtualTimer(VirtualTime time, Life life, Action fire) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;
        private int _stamp;

        public bool IsDue(int stamp) => stamp == _stamp && !life.IsOver;

        public void Fire()
        {
            _stamp++;
            if (_period > TimeSpan.Zero)
            {
                time.Enqueue(this, _stamp, _period);
            }

            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (!time.Owned || life.IsOver)
            {
                return false;
            }

            _period = period;
            _stamp++;
            if (dueTime >= TimeSpan.Zero)
            {
                time.Enqueue(this, _stamp, dueTime);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private bool Owned => thread.IsCurrent;
}
