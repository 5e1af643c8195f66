using System.Diagnostics;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.RoutingBench;

/// <summary>A backlog that is given out as fast as the system can: agents with room enough come online, nobody finishes anything.</summary>
internal sealed class BacklogBurst(RoutingDesk desk, AssignmentWatch watch)
{
    /// <summary>The latencies are those between one assignment and the next.</summary>
    public async Task<Round> Run(int agents, int cases)
    {
        var assigned = 0;
        var latencies = new LatencyHistogram();
        var last = Stopwatch.GetTimestamp();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watch.Assigned = seen =>
        {
            latencies.Record(Stopwatch.GetElapsedTime(Interlocked.Exchange(ref last, seen.At), seen.At));
            if (Interlocked.Increment(ref assigned) == cases)
            {
                done.TrySetResult();
            }
        };
        await desk.Register(agents, (2 * cases / agents) + 1);
        await desk.Open(cases);
        await desk.WaitForWaiting(cases);
        var started = last = Stopwatch.GetTimestamp();
        await desk.SetPresence(agents, Agents.Presence.Online);
        await done.Task;
        var elapsed = Stopwatch.GetElapsedTime(started);
        watch.Assigned = null;
        await desk.SetPresence(agents, Agents.Presence.Offline);
        return new Round(cases, elapsed, latencies);
    }
}
