using System.Text;
using System.Text.Json;
using AfterSales.LoadTests.Driving.Journal;
using AfterSales.LoadTests.Driving.Wire;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Workload.Shop;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.LoadTests.Driving.Setup;

/// <summary>Brings the orders of one driver's share into the system before the first case arrives.</summary>
internal sealed class OrderImport(SeededShop shop, string run, PatientCaller caller, JournalWriter journal, DateTimeOffset today)
{
    private const int BatchSize = 100;
    private const int Parallel = 8;

    /// <param name="share">Number of this driver.</param>
    /// <param name="of">Number of drivers.</param>
    /// <param name="done">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task Run(int share, int of, Action<double> done, CancellationToken cancellation)
    {
        var batches = Enumerable.Range(0, shop.Orders).Where(order => order % of == share).Chunk(BatchSize).ToArray();
        var finished = 0;
        await System.Threading.Tasks.Parallel.ForEachAsync(
            batches, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation }, async (batch, _) =>
            {
                await Import(batch);
                done(Interlocked.Increment(ref finished) / (double)batches.Length);
            });
    }

    private async Task Import(int[] batch)
    {
        var orders = batch.Select(shop.Order).ToArray();
        var body = new StringBuilder("{\"items\":[");
        for (var i = 0; i < orders.Length; i++)
        {
            body.Append(i == 0 ? "" : ",");
            ShopBodies.Order(body, orders[i], today);
        }

        var who = new ApiCaller($"{run}-shop", ShopRoles.Integration);
        var intended = caller.Clock.Now;
        var result = await caller.Run(
            new ApiCall("orders", HttpMethod.Post, "/v1/orders:batch", who) { Body = Encoding.UTF8.GetBytes(body.Append("]}").ToString()), Raw = true },
            intended);
        if (!result.Succeeded)
        {
            throw new BenchRefusedException($"The system did not take the shop's orders: {result.Answer.Code ?? result.Answer.Failure}.");
        }

        await Record(orders, result, who, intended);
    }

    private async Task Record(ShopOrder[] orders, CallResult result, ApiCaller who, long intended)
    {
        using var answer = JsonDocument.Parse(result.Answer.Raw);
        var written = new List<Task>(orders.Length);
        foreach (var (item, order) in answer.RootElement.GetProperty("items").EnumerateArray().Zip(orders))
        {
            var status = item.GetProperty("status").GetInt32();
            if (status is not (200 or 201))
            {
                throw new BenchRefusedException($"The system refused order {order.Id}: {item.GetProperty("problem")}");
            }

            written.Add(journal.Append(new JournalEntry("order", CommandOutcome.Acknowledged, who.Subject, who.Role, order.Id, null)
            {
                Intended = intended, Sent = intended, Answered = result.Answered,
            }));
        }

        await Task.WhenAll(written);
    }
}
