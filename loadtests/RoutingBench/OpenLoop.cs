using System.Diagnostics;
using System.Threading.Channels;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.RoutingBench;

/// <summary>
/// Agents finish at a fixed rate, whatever the system does. The latency is from the intended start of the finishing command to the commit of the
/// agent's next assignment: a late start counts against the system (no coordinated omission).
/// </summary>
internal sealed class OpenLoop(RoutingDesk desk, AssignmentWatch watch)
{
    /// <summary>What the collector did while the agents finished.</summary>
    public CollectorShare Collector { get; private set; } = null!;

    public async Task<Round> Run(int agents, double perSecond, TimeSpan duration)
    {
        var busy = Channel.CreateUnbounded<SeenAssignment>();
        var intended = new System.Collections.Concurrent.ConcurrentDictionary<string, long>();
        var latencies = new LatencyHistogram();
        watch.Assigned = seen =>
        {
            if (intended.TryRemove(seen.Work.Agent, out var start))
            {
                latencies.Record(Stopwatch.GetElapsedTime(start, seen.At));
            }

            busy.Writer.TryWrite(seen);
        };
        await desk.SetPresence(agents, Agents.Presence.Online);
        await desk.AllBusy(agents);

        List<Task> calls = [];
        var before = CollectorShare.Read();
        var started = Stopwatch.GetTimestamp();
        var sent = 0;
        var total = (int)(perSecond * duration.TotalSeconds);
        while (sent < total)
        {
            for (var due = Math.Min(total, Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond); sent < due; sent++)
            {
                var seen = await busy.Reader.ReadAsync();
                intended[seen.Work.Agent] = started + (long)(sent / perSecond * Stopwatch.Frequency);
                calls.Add(desk.Finish(seen));
            }

            await Task.Delay(1);
        }

        await Task.WhenAll(calls);
        Collector = CollectorShare.Read().Since(before);
        await desk.AllBusy(agents);
        watch.Assigned = null;
        await desk.SetPresence(agents, Agents.Presence.Offline);
        await desk.Clear(agents);
        return new Round(sent, duration, latencies);
    }
}
