using AfterSales.Log;
using AfterSales.Time;

namespace AfterSales.Streams;

/// <summary>What every event-sourced activation shares.</summary>
internal sealed record EventStreamServices(IEventLog Log, IBusinessClock Clock, MembershipEpoch Epoch);

/// <summary>Counts changes of cluster membership; in a single process it never moves.</summary>
public sealed class MembershipEpoch(TimeProvider? time = null)
{
    /// <summary>Longer than a silo that was given up may still finish what it had begun.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromMinutes(2);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private long _current;
    private long _advancedAt;

    public long Current => Volatile.Read(ref _current);

    /// <summary>It changed not long ago: a silo that was given up may still write, so what an activation knows may be behind however often it was verified.</summary>
    public bool IsRecent => Current > 0 && _time.GetElapsedTime(Volatile.Read(ref _advancedAt)) < Aftermath;

    public void Advance()
    {
        Volatile.Write(ref _advancedAt, _time.GetTimestamp());
        Interlocked.Increment(ref _current);
    }
}
