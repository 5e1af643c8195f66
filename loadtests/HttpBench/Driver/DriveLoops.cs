using System.Diagnostics;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.HttpBench.Driver;

/// <summary>Two ways of offering cases to a service.</summary>
internal sealed class DriveLoops(WireClient client, CaseScript script)
{
    public Task Import(int cases, int workers)
    {
        var now = DateTimeOffset.UtcNow;
        var integration = Http.ApiCaller.Staff("integration");
        return Load.Of(CaseScript.Orders(cases), workers, async (number, _) =>
        {
            var path = $"/v1/orders/{script.OrderOf(number * CaseScript.LinesPerOrder)}";
            await client.Send(new ScriptedRequest(HttpMethod.Put, path, integration, null, script.Order(number, now)));
        });
    }

    /// <summary>As much as the service takes from so many clients: what it can do at most.</summary>
    public Task<Round> Closed(int cases, int workers) => Load.Of(cases, workers, async (piece, latencies) =>
    {
        var ticket = (await latencies.Timed(() => client.Send(script.Open(piece))))!;
        foreach (var request in script.Rest(piece, ticket))
        {
            await latencies.Timed(() => client.Send(request));
        }
    });

    /// <summary>
    /// Cases arrive when they arrive (exponential gaps by seed), whatever the service does. A latency counts from the moment its request was
    /// due, so a stall is felt by everything that was due in it.
    /// </summary>
    public async Task<Round> Open(int cases, double casesPerSecond, TimeSpan betweenRequests, int seed)
    {
        var latencies = new LatencyHistogram();
        var random = new Random(seed);
        var due = TimeSpan.Zero;
        var running = new List<Task>(cases);
        var started = Stopwatch.GetTimestamp();
        for (var piece = 0; piece < cases; piece++)
        {
            due += TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / casesPerSecond);
            await Until(started, due);
            running.Add(Arrive(piece, due, betweenRequests, started, latencies));
        }

        await Task.WhenAll(running);
        return new Round(latencies.Count, Stopwatch.GetElapsedTime(started), latencies);
    }

    private async Task Arrive(int piece, TimeSpan arrived, TimeSpan betweenRequests, long started, LatencyHistogram latencies)
    {
        var due = arrived;
        var ticket = (await client.Send(script.Open(piece)))!;
        latencies.Record(Stopwatch.GetElapsedTime(started) - due);
        foreach (var request in script.Rest(piece, ticket))
        {
            due += betweenRequests;
            await Until(started, due);
            await client.Send(request);
            latencies.Record(Stopwatch.GetElapsedTime(started) - due);
        }
    }

    private static async Task Until(long started, TimeSpan due)
    {
        var left = due - Stopwatch.GetElapsedTime(started);
        if (left > TimeSpan.FromMilliseconds(1))
        {
            await Task.Delay(left);
        }
    }
}
