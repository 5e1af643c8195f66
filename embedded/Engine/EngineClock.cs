namespace Orleans.Embedded;

/// <summary>Monotonic time of the engine, in the ticks of its TimeProvider.</summary>
internal sealed class EngineClock(TimeProvider provider)
{
    public TimeProvider Provider { get; } = provider;

    public long Now => Provider.GetTimestamp();

    public long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Provider.TimestampFrequency);
}
