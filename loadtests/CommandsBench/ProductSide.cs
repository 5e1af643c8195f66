using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.Orders;
using AfterSales.Tickets;

namespace AfterSales.LoadTests.CommandsBench;

/// <summary>The cases through ticket and order grains, in process.</summary>
internal sealed class ProductSide(ProductHost host, int workers) : ICommandSide
{
    public string Name => $"ticket grains, {workers} callers";

    public Task Import(BenchCases cases, int orders, DateTimeOffset now) =>
        Parallel.ForAsync(0, orders, new ParallelOptions { MaxDegreeOfParallelism = workers }, async (number, _) =>
        {
            var order = host.Grains.GetGrain<IOrderGrain>(cases.OrderOf(number * BenchCases.LinesPerOrder));
            Require(await order.Import(cases.Order(number, now), Context(BenchCases.Integration)));
        });

    public Task<Round> Run(BenchCases cases, int count) => Load.Of(count, workers, async (piece, latencies) =>
    {
        var ticket = host.Grains.GetGrain<ITicketGrain>(Guid.CreateVersion7());
        var open = cases.Open(piece);
        var reply = Require(await latencies.Timed(() => ticket.Open(open, Context(cases.Customer(piece)))));
        foreach (var (command, caller) in cases.Actions(piece, () => reply.Ticket.ApprovedAmount!.Value))
        {
            reply = Require(await latencies.Timed(() => ticket.Execute(command, Context(caller))));
        }

        if (reply.Ticket.Step != TicketStep.Completed)
        {
            throw new BenchRefusedException($"a case ended in {reply.Ticket.Step}");
        }
    });

    public Task CatchUp(int completed) => host.ListsShow(completed);

    internal static CallContext Context(Caller caller) => new(caller, new CommandId(Guid.NewGuid()));

    internal static T Require<T>(Outcome<T> outcome) =>
        outcome.Succeeded ? outcome.Value : throw new BenchRefusedException($"the product refused: {outcome.Failure.Code}, {outcome.Failure.Detail}");
}
