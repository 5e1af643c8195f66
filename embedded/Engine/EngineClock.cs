namespace Orleans.Embedded;

/// <summary>Monotonic time of the engine, in the ticks of its TimeProvider.</summary>
internal sealed class EngineClock(TimeProvider provider)
{
    public TimeProvider Provider { get; } = provider;
    public long Now => Provider.GetTimestamp();

    public DateTimeOffset UtcNow => Provider.GetUtcNow();

    public long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Provider.TimestampFrequency);

    /// <summary>A timer that does not carry its creator's context into every tick.</summary>
    public ITimer StartTimer(Action tick, TimeSpan dueTime, TimeSpan period)
    {
        using AsyncFlowControl flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        return Provider.CreateTimer(static state => ((Action)state!)(), tick, dueTime, period);
    }
}
