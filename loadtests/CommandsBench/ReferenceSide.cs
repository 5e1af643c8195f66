using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Reference.Rules;
using AfterSales.LoadTests.Reference.Store;
using AfterSales.LoadTests.Running;
using AfterSales.Tickets;
using Npgsql;

namespace AfterSales.LoadTests.CommandsBench;

/// <summary>The cases through the row-per-command reference, in process: a transaction per command.</summary>
internal sealed class ReferenceSide(NpgsqlDataSource database, int connections) : ICommandSide
{
    private readonly ReferenceStore _store = new(database);
    private readonly ReferenceOrders _orders = new(database);

    public string Name => $"row per command, {connections} connections";

    public Task Import(BenchCases cases, int orders, DateTimeOffset now) =>
        Parallel.ForAsync(0, orders, new ParallelOptions { MaxDegreeOfParallelism = connections }, async (number, _) =>
            await _orders.Import(cases.OrderOf(number * BenchCases.LinesPerOrder), cases.Order(number, now)));

    public Task<Round> Run(BenchCases cases, int count) => Load.Of(count, connections, async (piece, latencies) =>
    {
        var id = Guid.CreateVersion7();
        var open = ReferenceRules.Open(id, cases.Open(piece), cases.Customer(piece));
        var answer = await latencies.Timed(() => _store.Open(open, Identity(cases.Customer(piece))));
        foreach (var (command, caller) in cases.Actions(piece, () => new Money(answer.Ticket.Approved!.Value, answer.Ticket.Currency!)))
        {
            var act = ReferenceRules.Act(id, command, caller);
            answer = await latencies.Timed(() => _store.Act(act, Identity(caller)));
        }

        if (answer.Ticket.Step != TicketStep.Completed)
        {
            throw new BenchRefusedException($"a case of the reference ended in {answer.Ticket.Step}");
        }
    });

    /// <summary>Nothing is behind: every list was written by the command itself.</summary>
    public Task CatchUp(int completed) => Task.CompletedTask;

    private static ReferenceCaller Identity(Caller caller) => new(Guid.NewGuid(), Guid.NewGuid(), caller.Subject);
}
