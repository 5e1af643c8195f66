using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Workload;

/// <summary>Those who handle goods and disputes. They look at any case now and then, so many a case they never look at: then silence decides.</summary>
internal sealed class BackOffice(Office office, Random random)
{
    private readonly Client _client = new(office.World, random);
    private readonly Caller _all = new("sim", "back-office", Roles.Warehouse | Roles.Logistics | Roles.Workshop | Roles.Arbitrator);

    public async Task Work()
    {
        while (office.IsOpen)
        {
            await office.Pause(random, 50, 500);
            if (office.AnyCase(random) is { } ticket && await office.See(_client, ticket, _all) is { } seen && Next(seen) is { } command)
            {
                await office.Execute(_client, ticket, command, _all);
            }
        }
    }

    private TicketCommand? Next(TicketView seen) => (seen.Step, seen.Kind, random.Next(10)) switch
    {
        (_, _, < 2) => null,
        (TicketStep.ReturnInTransit, _, _) => new ReportArrival(),
        (TicketStep.AwaitingInspection, _, < 4) => new Reject("Nothing is wrong with it."),
        (TicketStep.AwaitingInspection, TicketKind.Repair, _) => new StartRepair(),
        (TicketStep.AwaitingInspection, _, _) => new ConfirmReceipt([new ReceivedLine("1", 1, 0, 1)]),
        (TicketStep.InRepair, _, _) => new FinishRepair("New seal."),
        (TicketStep.AwaitingReplacement, _, _) => new ShipReplacement("SF", $"R-{seen.Number}"),
        (TicketStep.Rejected, _, < 5) => new ShipBack("SF", $"B-{seen.Number}"),
        (TicketStep.ReplacementInTransit or TicketStep.ReturningGoods, _, _) => new ReportDelivery(),
        (TicketStep.InDispute, _, _) => new DecideDispute(random.Next(2) == 0 ? DisputeOutcome.Customer : DisputeOutcome.Shop, "The photos show it."),
        _ => null,
    };
}
