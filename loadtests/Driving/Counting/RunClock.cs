using System.Diagnostics;

namespace AfterSales.LoadTests.Driving.Counting;

/// <summary>Time of a run in microseconds after its start; negative before it. Taken from the processor's clock, so that it never jumps.</summary>
internal sealed class RunClock
{
    /// <summary>Shorter waits are not worth a timer.</summary>
    private const long Shortest = 500;

    private static readonly double TicksPerMicrosecond = Stopwatch.Frequency / 1e6;
    private readonly long _start;

    private RunClock(DateTimeOffset startedAt, long start) => (StartedAt, _start) = (startedAt, start);

    /// <summary>The start as this machine's wall clock has it.</summary>
    public DateTimeOffset StartedAt { get; }

    public long Now => (long)((Stopwatch.GetTimestamp() - _start) / TicksPerMicrosecond);

    public static RunClock StartingAt(DateTimeOffset startedAt)
    {
        var left = startedAt - DateTimeOffset.UtcNow;
        return new RunClock(startedAt, Stopwatch.GetTimestamp() + (long)(left.TotalMicroseconds * TicksPerMicrosecond));
    }

    public static long Micros(double seconds) => (long)(seconds * 1e6);

    /// <summary>Returns when it is due; at once when it was.</summary>
    public async ValueTask Until(long due, CancellationToken cancellation)
    {
        var left = due - Now;
        if (left > Shortest)
        {
            await Task.Delay(TimeSpan.FromMicroseconds(left), cancellation);
        }
    }
}
