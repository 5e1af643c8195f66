using System.Diagnostics;
using System.Threading.Channels;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.RoutingBench;

/// <summary>
/// Agents with room for one case each who finish it as soon as they have it, while another one is opened: every assignment is a whole turn of the wheel
/// (open, reserve, assign, finish, free), five durable rows, and the backlog stays as large as it is.
/// </summary>
internal sealed class ClosedLoop(RoutingDesk desk, AssignmentWatch watch, int workers)
{
    /// <summary>Runs until so many were assigned. The latencies are from the call that finished a case to the agent's next assignment.</summary>
    public async Task<Round> Run(int agents, int assignments)
    {
        var work = Channel.CreateUnbounded<SeenAssignment>();
        var finishedAt = new System.Collections.Concurrent.ConcurrentDictionary<string, long>();
        var latencies = new LatencyHistogram();
        var assigned = 0;
        var opened = 0;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watch.Assigned = seen =>
        {
            if (finishedAt.TryRemove(seen.Work.Agent, out var finished))
            {
                latencies.Record(Stopwatch.GetElapsedTime(finished, seen.At));
            }

            if (Interlocked.Increment(ref assigned) >= assignments)
            {
                done.TrySetResult();
            }
            else
            {
                work.Writer.TryWrite(seen);
            }
        };
        var started = Stopwatch.GetTimestamp();
        var finishers = Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            await foreach (var seen in work.Reader.ReadAllAsync())
            {
                finishedAt[seen.Work.Agent] = Stopwatch.GetTimestamp();
                await Task.WhenAll(desk.Finish(seen), desk.OpenOne(Interlocked.Increment(ref opened)));
            }
        })).ToArray();
        await desk.SetPresence(agents, Agents.Presence.Online);
        await done.Task;
        var elapsed = Stopwatch.GetElapsedTime(started);
        watch.Assigned = null;
        work.Writer.Complete();
        await Task.WhenAll(finishers);
        await desk.SetPresence(agents, Agents.Presence.Offline);
        await desk.Clear(agents);
        return new Round(assigned, elapsed, latencies);
    }
}
