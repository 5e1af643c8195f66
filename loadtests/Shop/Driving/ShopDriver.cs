using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Shop.Planning;

namespace AfterSales.LoadTests.Shop.Driving;

/// <summary>Runs a plan: customers in parallel, each customer's steps in order.</summary>
internal sealed class ShopDriver(ApiClient api, int parallel)
{
    private readonly ReturnDriver _returns = new(api);
    private readonly ConcurrentBag<CaseEnd> _ends = [];
    private int _created;
    private int _known;

    /// <param name="plan">What to do.</param>
    /// <param name="done">Told after every step.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public async Task<ShopOutcome> Run(ShopPlan plan, Action done, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellation };
        await Parallel.ForEachAsync(plan.Steps.GroupBy(step => step.CustomerId), options, async (customer, stop) =>
        {
            foreach (var step in customer)
            {
                stop.ThrowIfCancellationRequested();
                await Run(step);
                done();
            }
        });
        return new ShopOutcome([.. _ends], _created, _known, Stopwatch.GetElapsedTime(started));
    }

    private async Task Run(ShopStep step)
    {
        switch (step)
        {
            case ImportOrder order:
                await Import(order);
                break;
            case ReturnGoods goods:
                _ends.Add(await _returns.Drive(goods));
                break;
        }
    }

    private async Task Import(ImportOrder order)
    {
        var answer = await api.Put($"/v1/orders/{order.OrderId}", ShopPeople.Import, ShopBodies.Order(order));
        if (!answer.Succeeded)
        {
            throw new BenchRefusedException($"order {order.OrderId} was refused: {answer.Code} ({(int)answer.Status})");
        }

        Interlocked.Increment(ref answer.Status == HttpStatusCode.Created ? ref _created : ref _known);
    }
}
