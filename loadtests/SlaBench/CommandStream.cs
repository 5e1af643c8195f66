using System.Diagnostics;
using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.Tickets;
using AfterSales.Time;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.LoadTests.SlaBench;

/// <summary>The cases of the command benches at a fixed rate, whatever the system does. The latency of a case's first command counts from its intended start.</summary>
internal sealed class CommandStream(ProductHost host, string name, int workers)
{
    private readonly BenchCases _cases = new(name);
    private int _next;

    /// <summary>Orders for so many cases.</summary>
    public Task Prepare(int cases) =>
        new ProductSide(host, workers).Import(_cases, BenchCases.Orders(cases), host.Services.GetRequiredService<IBusinessClock>().Now);

    /// <param name="perSecond">Commands.</param>
    /// <param name="until">When to start no more.</param>
    public async Task<Round> Run(double perSecond, Task until)
    {
        var latencies = new LatencyHistogram();
        List<Task> running = [];
        var started = Stopwatch.GetTimestamp();
        for (var sent = 0; !until.IsCompleted; await Task.Delay(1))
        {
            for (var due = Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond / BenchCases.CommandsPerCase; sent < due; sent++)
            {
                var intended = started + (long)(sent * BenchCases.CommandsPerCase / perSecond * Stopwatch.Frequency);
                running.Add(Case(_next++, intended, latencies));
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        await Task.WhenAll(running);
        return new Round(latencies.Count, elapsed, latencies);
    }

    private async Task Case(int piece, long intended, LatencyHistogram latencies)
    {
        await Task.Yield();
        var ticket = host.Grains.GetGrain<ITicketGrain>(Guid.CreateVersion7());
        var reply = ProductSide.Require(await ticket.Open(_cases.Open(piece), ProductSide.Context(_cases.Customer(piece))));
        latencies.Record(Stopwatch.GetElapsedTime(intended));
        foreach (var (command, caller) in _cases.Actions(piece, () => reply.Ticket.ApprovedAmount!.Value))
        {
            reply = ProductSide.Require(await latencies.Timed(() => ticket.Execute(command, ProductSide.Context(caller))));
        }
    }
}
