namespace AfterSales.Tests.Storage.Notifications;

/// <summary>A time in which pauses are fifty times as short; counts those of one length.</summary>
internal sealed class HastyTime(TimeSpan counted) : TimeProvider
{
    private const int Haste = 50;
    private int _pauses;

    public int Pauses => Volatile.Read(ref _pauses);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == counted)
        {
            Interlocked.Increment(ref _pauses);
        }

        return base.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));
    }

    private static TimeSpan Shorter(TimeSpan time) => time > TimeSpan.Zero ? time / Haste : time;
}
