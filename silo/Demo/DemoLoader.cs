using AfterSales.Orders;
using AfterSales.Time;

namespace AfterSales.Hosting.Demo;

/// <summary>Imports the demo orders as the shop's system would. A second start finds them stored and changes nothing.</summary>
internal static class DemoLoader
{
    private const int Parallelism = 16;

    public static async Task Load(IGrainFactory grains, IBusinessClock clock, CancellationToken cancellation)
    {
        var today = new DateTimeOffset(clock.Now.UtcDateTime.Date, TimeSpan.Zero);
        var caller = new Caller("aftersales", "demo", Roles.Integration);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation };
        await Parallel.ForEachAsync(DemoShop.Orders(today), options, async (order, _) =>
        {
            var context = new CallContext(caller, CommandId.Of("aftersales", "demo", order.OrderId, []));
            var reply = await grains.GetGrain<IOrderGrain>(order.OrderId).Import(order.Facts, context);
            if (!reply.Succeeded)
            {
                throw new HostRefusedException($"the demo order {order.OrderId} was refused: {reply.Failure.Detail}");
            }
        });
    }
}
