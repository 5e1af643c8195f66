using System.Diagnostics;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.Running;

/// <summary>Closed loops: so many workers, each with its next piece of work as soon as the last is done.</summary>
internal static class Load
{
    /// <summary>Runs for a time; <paramref name="work"/> gets the worker's number and answers one call.</summary>
    public static async Task<Round> For(TimeSpan duration, int workers, Func<int, Func<Task>> work)
    {
        var latencies = new LatencyHistogram();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            var call = work(worker);
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                var sent = Stopwatch.GetTimestamp();
                await call();
                latencies.Record(Stopwatch.GetElapsedTime(sent));
            }
        })));
        return new Round(latencies.Count, Stopwatch.GetElapsedTime(started), latencies);
    }

    /// <summary>Does so many pieces of work; a piece records its own calls.</summary>
    public static async Task<Round> Of(int pieces, int workers, Func<int, LatencyHistogram, Task> work)
    {
        var latencies = new LatencyHistogram();
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            for (var piece = Interlocked.Increment(ref next); piece < pieces; piece = Interlocked.Increment(ref next))
            {
                await work(piece, latencies);
            }
        })));
        return new Round(latencies.Count, Stopwatch.GetElapsedTime(started), latencies);
    }

    /// <summary>Times one call.</summary>
    public static async Task<T> Timed<T>(this LatencyHistogram latencies, Func<Task<T>> call)
    {
        var sent = Stopwatch.GetTimestamp();
        var result = await call();
        latencies.Record(Stopwatch.GetElapsedTime(sent));
        return result;
    }
}
