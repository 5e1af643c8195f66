#if ORLEANS
using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Reference.Rules;
using AfterSales.LoadTests.Running;
using AfterSales.Tickets;

namespace AfterSales.LoadTests.Compare.Stock;

/// <summary>The cases through grains with stock storage, in process. Orders are not asked and lists are not kept.</summary>
internal sealed class StockSide(StockSilo silo, int workers) : ICommandSide
{
    public string Name => $"stock ADO.NET grain storage, {workers} callers";

    public Task Import(BenchCases cases, int orders, DateTimeOffset now) => Task.CompletedTask;

    public Task<Round> Run(BenchCases cases, int count) => Load.Of(count, workers, async (piece, latencies) =>
    {
        var id = Guid.CreateVersion7();
        var ticket = silo.Grains.GetGrain<IStockCaseGrain>(id);
        var open = cases.Open(piece);
        var answer = await latencies.Timed(() => ticket.Open(new StockOpen(
            Guid.NewGuid(), CaseNumber.Of(id), cases.CustomerOf(piece), open.OrderId!, open.Lines[0].LineId, open.Subject, open.Description)));
        foreach (var (command, caller) in cases.Actions(piece, () => new Money(answer.Approved, "GBP")))
        {
            var act = ReferenceRules.Act(id, command, caller);
            answer = await latencies.Timed(() => ticket.Act(new StockAct(
                Guid.NewGuid(), act.Type, [.. act.From.Select(step => (TicketStep)step)], (TicketStep)act.To!.Value, act.Approved, act.Refunded, act.Tracking)));
        }

        if (answer.Step != TicketStep.Completed)
        {
            throw new BenchRefusedException($"a case of the stock grain ended in {answer.Step}");
        }
    });

    public Task CatchUp(int completed) => Task.CompletedTask;
}
#endif
