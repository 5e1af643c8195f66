using AfterSales.Log;
using AfterSales.Time;

namespace AfterSales.Streams;

/// <summary>What every event-sourced activation shares.</summary>
internal sealed record EventStreamServices(IEventLog Log, IBusinessClock Clock, MembershipEpoch Epoch);

/// <summary>Counts changes of cluster membership; in a single process it never moves.</summary>
public sealed class MembershipEpoch
{
    private long _current;

    public long Current => Volatile.Read(ref _current);

    public void Advance() => Interlocked.Increment(ref _current);
}
