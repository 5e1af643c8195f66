using System.Collections.Concurrent;
using System.Diagnostics;
using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.Measuring;
using AfterSales.Routing;

namespace AfterSales.LoadTests.RoutingBench;

/// <summary>
/// How right the expected wait is: a queue with a backlog, agents whose handling times vary, and arrivals as fast as they finish. Each sampled case
/// is asked for its expected wait right after it came, and the answer is held against what it really waited.
/// </summary>
internal sealed class WaitPrediction(RoutingDesk desk, AssignmentWatch watch, int seed)
{
    private const double MeanHandlingSeconds = 0.8;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(8);

    /// <summary>Relative errors |expected - waited| / waited, one per sampled case.</summary>
    public async Task<double[]> Run(int agents, int backlog, TimeSpan duration)
    {
        var random = new Random(seed);
        var waited = new ConcurrentDictionary<Guid, TaskCompletionSource<long>>();
        var ending = new CancellationTokenSource();
        watch.Assigned = seen =>
        {
            if (waited.TryGetValue(seen.TicketId, out var sample))
            {
                sample.TrySetResult(seen.At);
            }

            _ = FinishAfter(seen, HandlingTime(random), ending.Token);
        };
        await desk.Open(backlog);
        await desk.WaitForWaiting(backlog);
        await desk.SetPresence(agents, Agents.Presence.Online);

        // Without settling the first predictions would rest on a handful of assignments.
        List<Task<double?>> samples = [];
        var started = Stopwatch.GetTimestamp();
        var arrivals = agents / MeanHandlingSeconds;
        for (var sent = 0; Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < Settling + duration;)
        {
            for (var due = elapsed.TotalSeconds * arrivals; sent < due; sent++)
            {
                samples.Add(Arrive(sent, elapsed > Settling && sent % 5 == 0, waited));
            }

            await Task.Delay(5);
        }

        var errors = await Task.WhenAll(samples);
        watch.Assigned = null;
        await ending.CancelAsync();
        await desk.SetPresence(agents, Agents.Presence.Offline);
        return [.. errors.OfType<double>()];
    }

    public static BenchResult Summarize(double[] errors) => new("expected wait, median relative error")
    {
        Value = Rounds.Median(errors),
        Unit = $"of {errors.Length} cases",
    };

    private async Task<double?> Arrive(int number, bool sampled, ConcurrentDictionary<Guid, TaskCompletionSource<long>> waited)
    {
        var id = await desk.OpenOne(number);
        if (!sampled)
        {
            return null;
        }

        var sample = waited.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        var asked = Stopwatch.GetTimestamp();
        var position = ProductSide.Require(await desk.Shard.GetPosition(id));
        if (!position.Waits || position.ExpectedWait is not { } expected)
        {
            return null;
        }

        var seconds = Stopwatch.GetElapsedTime(asked, await sample.Task).TotalSeconds;
        return Math.Abs(expected.TotalSeconds - seconds) / seconds;
    }

    private async Task FinishAfter(SeenAssignment seen, TimeSpan handling, CancellationToken ending)
    {
        try
        {
            await Task.Delay(handling, ending);
            await desk.Finish(seen);
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    /// <summary>Half of the mean to one and a half of it.</summary>
    private static TimeSpan HandlingTime(Random random)
    {
        lock (random)
        {
            return TimeSpan.FromSeconds(MeanHandlingSeconds * (0.5 + random.NextDouble()));
        }
    }
}
