using System.Diagnostics;
using System.Text.Json;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Shop.Planning;

namespace AfterSales.LoadTests.Shop.Driving;

/// <summary>The same sum asked of four independent places, in pence; and how many cases each knows as completed.</summary>
internal sealed record ShopSums(long Plan, long Fold, long ReadModel, long Orders, int PlanCases, int FoldCases, int ReadModelCases)
{
    public bool Agree => Plan == Fold && Fold == ReadModel && ReadModel == Orders && PlanCases == FoldCases && FoldCases == ReadModelCases;
}

/// <summary>Asks tickets (fold of the log), lists (read model) and orders what was refunded.</summary>
internal sealed class ShopChecks(ApiClient api, int parallel)
{
    private static readonly TimeSpan LagEndsWithin = TimeSpan.FromSeconds(60);

    public async Task<ShopSums> Run(ShopPlan plan, ShopOutcome outcome)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            // Lists and orders follow the log; asking again until they agree is what their lag means.
            var sums = await Ask(plan, outcome);
            if (sums.Agree || Stopwatch.GetElapsedTime(started) > LagEndsWithin)
            {
                return sums;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }
    }

    private async Task<ShopSums> Ask(ShopPlan plan, ShopOutcome outcome)
    {
        var ours = outcome.Cases.Where(end => end.TicketId is not null).Select(end => end.TicketId!.Value).ToHashSet();
        var fold = await Sum(ours, async id => [(await api.Get($"/v1/tickets/{id}", ShopPeople.Lead)).Body]);
        var customers = outcome.Cases.Select(end => end.Step.CustomerId).Distinct();
        var list = await Sum(customers, async customer => (await List(customer)).Where(item => ours.Contains(item.GetProperty("id").GetGuid())));
        var orders = await SumOrders(plan.Steps.OfType<ImportOrder>().Select(order => order.OrderId));
        return new ShopSums(plan.RefundedPence, fold.Pence, list.Pence, orders, plan.Completed, fold.Cases, list.Cases);
    }

    private async Task<(long Pence, int Cases)> Sum<T>(IEnumerable<T> keys, Func<T, Task<IEnumerable<JsonElement>>> read)
    {
        var pence = 0L;
        var cases = 0;
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (key, _) =>
        {
            foreach (var ticket in await read(key))
            {
                Interlocked.Add(ref pence, ApiAnswer.AmountOf(ticket, "refundedAmount"));
                Interlocked.Add(ref cases, ticket.GetProperty("step").GetString() == "Completed" ? 1 : 0);
            }
        });
        return (pence, cases);
    }

    private async Task<long> SumOrders(IEnumerable<string> orderIds)
    {
        var pence = 0L;
        await Parallel.ForEachAsync(orderIds, new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (id, _) =>
            Interlocked.Add(ref pence, (await api.Get($"/v1/orders/{id}", ShopPeople.Lead)).Amount("refunded")));
        return pence;
    }

    private async Task<List<JsonElement>> List(string customer)
    {
        var items = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var path = $"/v1/tickets?customer={Uri.EscapeDataString(customer)}&limit=200" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}");
            var page = await api.Get(path, ShopPeople.Lead);
            items.AddRange(page.Body.GetProperty("items").EnumerateArray());
            cursor = page.Body.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        return items;
    }
}
